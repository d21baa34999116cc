import { domain, mobileconfig } from './mac.ts';
import { linuxExample, reference } from './pages.ts';
import { adml, admx } from './windows.ts';

/** Every file that is made from the table of policies, by its path in the project. */
export const files = (): Readonly<Record<string, string>> => ({
  'build/policies/windows/YingkeDesk.admx': admx(),
  'build/policies/windows/zh-CN/YingkeDesk.adml': adml('zh-CN'),
  'build/policies/windows/en-US/YingkeDesk.adml': adml('en'),
  [`build/policies/macos/${domain}.mobileconfig`]: mobileconfig(),
  'build/policies/linux/example.json': linuxExample(),
  'docs/policies.md': reference('en'),
  'docs/policies.zh-CN.md': reference('zh-CN'),
});
