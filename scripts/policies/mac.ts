import { escaped, table } from './table.ts';

/** The domain under which macOS keeps what a profile says. */
export const domain = 'com.yingke.desk';

/** A profile with every policy at its example: IT deletes what they do not want. */
export function mobileconfig(): string {
  const values = table.map(({ name, title, text, example }) =>
    [
      `      <!-- ${comment(title.en)} ${comment(text.en)} -->`,
      `      <key>${name}</key>`,
      plist(example),
    ].join('\n'),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadType</key><string>Configuration</string>
  <key>PayloadVersion</key><integer>1</integer>
  <key>PayloadIdentifier</key><string>${domain}.profile</string>
  <key>PayloadUUID</key><string>5B0C6B4E-6B1B-4B8F-9C0A-7A3D0E6C2F11</string>
  <key>PayloadDisplayName</key><string>Yingke Desk</string>
  <key>PayloadScope</key><string>System</string>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadType</key><string>${domain}</string>
      <key>PayloadVersion</key><integer>1</integer>
      <key>PayloadIdentifier</key><string>${domain}.policies</string>
      <key>PayloadUUID</key><string>A1C2D3E4-5F60-4718-92A3-B4C5D6E7F809</string>
      <key>PayloadDisplayName</key><string>Yingke Desk</string>
${values.join('\n')}
    </dict>
  </array>
</dict>
</plist>
`;
}

function plist(value: unknown): string {
  if (typeof value === 'boolean') return `      <${value}/>`;
  if (typeof value === 'number') return `      <integer>${value}</integer>`;
  if (Array.isArray(value))
    return `      <array>${value.map((one) => `<string>${escaped(String(one))}</string>`).join('')}</array>`;
  return `      <string>${escaped(String(value))}</string>`;
}

/** Two hyphens would end the comment. */
const comment = (text: string): string => escaped(text).replaceAll('--', '- -');
