import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { Trouble } from '../model/check.ts';
import { useTroubleText } from '../parts/use-trouble-text.ts';

type TroubleLinesProps = {
  readonly id?: string;
  readonly troubles: readonly Trouble[];
  readonly error?: string | null;
};

/** What is wrong, beside what it is about. Its sign says how bad, not the colour alone. */
export function TroubleLines({ id, troubles, error = null }: TroubleLinesProps) {
  const text = useTroubleText();
  if (error === null && troubles.length === 0) return null;
  return (
    <div id={id} className="grid gap-0.5 text-1">
      {error !== null && <Line severity="error">{error}</Line>}
      {troubles.map((trouble) => (
        <Line key={`${trouble.path} ${trouble.code}`} severity={trouble.severity}>
          {text(trouble)}
        </Line>
      ))}
    </div>
  );
}

function Line({ severity, children }: { readonly severity: Trouble['severity']; readonly children: string }) {
  const Icon = severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <p className={`flex items-start gap-1 ${severity === 'error' ? 'text-bad' : 'text-warn'}`}>
      <Icon size={12} aria-hidden="true" className="mt-0.5 shrink-0" />
      <span className="foreign">{children}</span>
    </p>
  );
}
