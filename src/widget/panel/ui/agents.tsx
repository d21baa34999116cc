import { useEffect, useRef } from 'preact/hooks';
import type { PublicAgent, Service } from '#shared/protocol/service.ts';
import { fill } from '../../locales/fill.ts';
import type { Choice } from '../reception.ts';
import type { Words } from './words.ts';

const statusWords = { online: 'agentOnline', busy: 'agentBusy', away: 'agentAway' } as const;

type AgentsProps = {
  readonly service: Service;
  readonly chosen: Choice | null;
  readonly words: Words;
  readonly choose: (choice: Choice | null) => void;
};

/** Who is there, to choose one by name and by what they know most of (B2), or anyone. */
export function Agents({ service, chosen, words, choose }: AgentsProps) {
  if (service.agents.length === 0) return null;
  const one = service.agents.find(({ id }) => id === chosen?.id);
  return (
    <fieldset class="agents" data-yk="agents">
      <legend>{words.chooseTitle}</legend>
      <label data-on={!one}>
        <input type="radio" name="yk-agent" checked={!one} onChange={() => choose(null)} />
        <span class="face" aria-hidden="true">
          ?
        </span>
        <span class="about">
          <b>{words.anyone}</b>
          <span>{words.anyoneHint}</span>
        </span>
      </label>
      {service.agents.map((agent) => (
        <label key={agent.id} data-yk="agent" data-on={agent === one}>
          <input type="radio" name="yk-agent" checked={agent === one} onChange={() => choose(agent)} />
          <Face agent={agent} />
          <span class="about">
            <b>{agent.name}</b>
            <span>
              {agent.product && `${agent.product} · `}
              {words[statusWords[agent.status]]}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** What customers are told of them: of who is not listed, the name. */
export function agentNamed(name: string, service: Service | null): PublicAgent {
  return (
    service?.agents.find((agent) => agent.name === name) ?? {
      ...{ id: '', name, product: null, picture: null, status: 'online' },
    }
  );
}

/** A picture, or the initial until there is one. Drawn, because a strict page lets no image in, not even of `data:`. */
export function Face({ agent: { name, picture, status } }: { agent: PublicAgent }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isGone = false;
    void draw(picture, () => (isGone ? null : canvas.current));
    return () => {
      isGone = true;
    };
  }, [picture]);
  return (
    <span class="face" data-status={status} aria-hidden="true">
      {[...name][0]}
      <canvas ref={canvas} width={72} height={72} hidden />
    </span>
  );
}

async function draw(picture: string | null, target: () => HTMLCanvasElement | null): Promise<void> {
  const [, type = '', data = ''] = /^data:(image\/\w+);base64,(.+)$/.exec(picture ?? '') ?? [];
  try {
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type }));
    const canvas = target();
    if (!canvas) return;
    const side = Math.min(image.width, image.height);
    const [x, y] = [(image.width - side) / 2, (image.height - side) / 2];
    canvas.getContext('2d')?.drawImage(image, x, y, side, side, 0, 0, canvas.width, canvas.height);
    canvas.hidden = false;
  } catch {
    // No picture, or none that this browser can read: the initial stays.
  }
}

/** Whom the next message goes to, above the composer. */
export function Chosen({ service, chosen, words, choose }: AgentsProps) {
  if (!chosen) return null;
  const isThere = service.agents.some(({ id }) => id === chosen.id);
  return (
    <p class="chosen" role="status" data-yk="chosen" data-there={isThere}>
      <span>{fill(isThere ? words.chosen : words.chosenGone, { name: chosen.name })}</span>
      {isThere && (
        <button type="button" onClick={() => choose(null)}>
          {words.unchoose}
        </button>
      )}
    </p>
  );
}
