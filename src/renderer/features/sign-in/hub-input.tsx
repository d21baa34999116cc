type HubInputProps = {
  /** Those that the organisation allows; null: any. */
  readonly hubs: readonly string[] | null;
  readonly name: string;
  readonly value: string;
  readonly onHub: (hub: string) => void;
  /** Done with it for now. */
  readonly onLeft: () => void;
  readonly [attribute: `data-${string}` | `aria-${string}`]: unknown;
};

/** Where the hub is: typed, or one of those that are allowed. */
export function HubInput({ hubs, value, onHub, onLeft, ...rest }: HubInputProps) {
  if (hubs !== null)
    return (
      <select value={value} onChange={(event) => onHub(event.target.value)} onBlur={onLeft} {...rest}>
        {hubs.map((hub) => (
          <option key={hub} value={hub}>
            {hub}
          </option>
        ))}
      </select>
    );
  return (
    <input
      type="text"
      inputMode="url"
      required
      maxLength={300}
      autoComplete="url"
      autoCapitalize="off"
      spellCheck={false}
      placeholder="https://hub.example.com"
      value={value}
      onChange={(event) => onHub(event.target.value)}
      onBlur={onLeft}
      {...rest}
    />
  );
}
