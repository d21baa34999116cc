import { useNetworkRows } from '../rows/network-rows.tsx';
import { SettingRow } from '../setting-row.tsx';

/** The network's part of the settings alone, for whoever cannot sign in without it. */
export function NetworkRows() {
  const rows = useNetworkRows();
  return (
    <div className="pt-1.5">
      {rows.map((row) => (
        <SettingRow key={row.id} row={row} />
      ))}
    </div>
  );
}
