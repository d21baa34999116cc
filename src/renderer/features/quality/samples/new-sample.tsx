import { Trans, useLingui } from '@lingui/react/macro';
import { useRef, useState } from 'react';
import { nameIn } from '#shared/domain/customer/handbook.ts';
import { newId } from '#shared/domain/key.ts';
import type { SampleRule } from '#shared/domain/quality/sampling.ts';
import type { IpcAnswer } from '#shared/ipc/contract.ts';
import type { Refusal } from '#shared/protocol/errors.ts';
import { call, refusedWith } from '../../../bridge/bridge.ts';
import { useCustomers } from '../../../state/customers.ts';
import { useHouse } from '../../../state/house.ts';
import { Button } from '../../../ui/button.tsx';
import { useRefusalText } from '../../../ui/refusal-text.ts';
import { dayText, momentOf } from '../parts/day.ts';
import { control, Labelled } from '../parts/labelled.tsx';
import { Page, Scroll } from '../parts/page.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { Checks, Count, Flag } from './fields.tsx';
import { dispositionChoices, freshRule } from './model.ts';

const week = 7 * 24 * 3600_000;

/** A choice of conversations: of when, which, how many, by whom and until when; what it would be can be seen before. */
export function NewSample({ onDone }: { readonly onDone: () => void }) {
  const { t, i18n } = useLingui();
  const refusalText = useRefusalText();
  const cards = useAsked('quality.cards', {}).value?.cards.filter(({ retired }) => !retired) ?? [];
  const people = useHouse((s) => s.people) ?? [];
  const groups = useHouse((s) => s.groups);
  const dispositions = useCustomers((s) => s.handbook.dispositions);
  const [rule, setRule] = useState<SampleRule>(freshRule);
  const [words, setWords] = useState('');
  const [name, setName] = useState('');
  const [card, setCard] = useState('');
  const [reviewers, setReviewers] = useState<readonly string[]>([]);
  const [due, setDue] = useState(() => dayText(Date.now() + week));
  const [second, setSecond] = useState(false);
  const [preview, setPreview] = useState<IpcAnswer<'quality.preview'> | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  /** The same once more, when the answer was lost, is the same sample. */
  const id = useRef(newId());
  const cardId = card === '' ? (cards[0]?.id ?? '') : card;
  const asked: SampleRule = {
    ...rule,
    words: words
      .split(/[\s,，、]+/u)
      .filter((word) => word !== '')
      .slice(0, 20),
  };
  const change = (to: Partial<SampleRule>) => {
    setRule({ ...rule, ...to });
    setPreview(null);
  };
  const ask = async (what: () => Promise<void>) => {
    setBusy(true);
    setRefusal(null);
    try {
      await what();
    } catch (error) {
      setRefusal(refusedWith(error));
    }
    setBusy(false);
  };
  const look = () => ask(async () => setPreview(await call('quality.preview', { rule: asked, cardId })));
  const draw = () =>
    ask(async () => {
      const dueAt = momentOf(due, 'last');
      await call('quality.sample.add', {
        ...{
          id: id.current,
          name: name.trim(),
          rule: asked,
          cardId,
          reviewers: [...reviewers],
          dueAt,
          second,
        },
      });
      onDone();
    });
  const isWhole = name.trim() !== '' && cardId !== '' && reviewers.length >= (second ? 2 : 1);
  const agents = people.filter(({ role }) => role === 'agent');
  const bosses = people.filter(({ role }) => role !== 'agent');
  return (
    <Page
      title={t`New sample`}
      actions={
        <>
          {refusal !== null && (
            <span role="alert" className="truncate text-1 text-bad">
              {refusalText(refusal)}
            </span>
          )}
          <Button onClick={onDone}>
            <Trans>Cancel</Trans>
          </Button>
          <Button data-testid="sample-preview" disabled={busy || cardId === ''} onClick={() => void look()}>
            <Trans>Preview</Trans>
          </Button>
          <Button
            look="primary"
            data-testid="sample-draw"
            disabled={busy || !isWhole}
            onClick={() => void draw()}
          >
            <Trans>Draw and give out</Trans>
          </Button>
        </>
      }
    >
      <Scroll label={t`New sample`}>
        <div className="grid max-w-220 gap-4">
          {preview !== null && <Preview preview={preview} />}
          <div className="grid grid-cols-3 gap-3">
            <Labelled label={t`Title`}>
              {(input) => (
                <input
                  id={input}
                  type="text"
                  dir="auto"
                  maxLength={80}
                  value={name}
                  data-testid="sample-name"
                  onChange={({ target }) => setName(target.value)}
                  className={`foreign ${control}`}
                />
              )}
            </Labelled>
            <Labelled label={t`Closed from`}>
              {(input) => (
                <input
                  id={input}
                  type="date"
                  value={dayText(rule.from)}
                  onChange={({ target }) => change({ from: momentOf(target.value, 'first') ?? rule.from })}
                  className={control}
                />
              )}
            </Labelled>
            <Labelled label={t`Closed until`}>
              {(input) => (
                <input
                  id={input}
                  type="date"
                  value={dayText(rule.to - 1)}
                  onChange={({ target }) => {
                    const last = momentOf(target.value, 'last');
                    change({ to: last === null ? rule.to : last + 1 });
                  }}
                  className={control}
                />
              )}
            </Labelled>
            <Labelled label={t`Score card`}>
              {(input) => (
                <select
                  id={input}
                  value={cardId}
                  onChange={({ target }) => {
                    setCard(target.value);
                    setPreview(null);
                  }}
                  className={`foreign ${control}`}
                >
                  {cards.map((one) => (
                    <option key={one.id} value={one.id}>
                      {nameIn(one.name, i18n.locale)}
                    </option>
                  ))}
                </select>
              )}
            </Labelled>
            <Labelled label={t`How they are picked`}>
              {(input) => (
                <select
                  id={input}
                  value={rule.pick.from}
                  onChange={({ target }) =>
                    change({ pick: { ...rule.pick, from: target.value as SampleRule['pick']['from'] } })
                  }
                  className={control}
                >
                  <option value="all">{t`So many of all`}</option>
                  <option value="each">{t`So many of each agent a week`}</option>
                </select>
              )}
            </Labelled>
            <Count
              label={t`How many`}
              value={rule.pick.count}
              max={500}
              onChange={(count) => change({ pick: { ...rule.pick, count: count ?? 1 } })}
            />
            <Labelled label={t`Seed`} note={t`The same seed draws the same sample.`}>
              {(input) => (
                <input
                  id={input}
                  type="text"
                  maxLength={40}
                  value={rule.seed}
                  data-testid="sample-seed"
                  onChange={({ target }) => change({ seed: target.value.replaceAll(/\s/gu, '') || '1' })}
                  className={`font-mono ${control}`}
                />
              )}
            </Labelled>
            <Labelled label={t`By when`}>
              {(input) => (
                <input
                  id={input}
                  type="date"
                  value={due}
                  onChange={({ target }) => setDue(target.value)}
                  className={control}
                />
              )}
            </Labelled>
          </div>
          <fieldset className="grid grid-cols-4 gap-3 rounded-3 border border-line px-4 py-3">
            <legend className="px-1 font-medium text-2">
              <Trans>Only those that</Trans>
            </legend>
            <Count
              label={t`were rated so or worse`}
              value={rule.ratedAtMost}
              max={5}
              onChange={(ratedAtMost) => change({ ratedAtMost })}
            />
            <Count
              label={t`lasted so many minutes`}
              value={rule.lastedAtLeast === null ? null : rule.lastedAtLeast / 60_000}
              max={10_000}
              onChange={(minutes) => change({ lastedAtLeast: minutes === null ? null : minutes * 60_000 })}
            />
            <Count
              label={t`were transferred so often`}
              value={rule.transfersAtLeast}
              max={20}
              onChange={(transfersAtLeast) => change({ transfersAtLeast })}
            />
            <Labelled label={t`say one of these words`}>
              {(input) => (
                <input
                  id={input}
                  type="text"
                  dir="auto"
                  maxLength={300}
                  value={words}
                  onChange={({ target }) => {
                    setWords(target.value);
                    setPreview(null);
                  }}
                  className={`foreign ${control}`}
                />
              )}
            </Labelled>
            <Flag
              label={t`made somebody be alerted`}
              checked={rule.alerted}
              onChange={(alerted) => change({ alerted })}
            />
            <Flag
              label={t`have no review with this card`}
              checked={rule.unreviewed}
              onChange={(unreviewed) => change({ unreviewed })}
            />
          </fieldset>
          <Checks
            label={t`Agents (none: all)`}
            all={agents}
            chosen={rule.agents}
            onChange={(some) => change({ agents: some })}
          />
          {groups.length > 0 && (
            <Checks
              label={t`Groups (none: all)`}
              all={groups}
              chosen={rule.groups}
              onChange={(some) => change({ groups: some })}
            />
          )}
          {dispositions.length > 0 && (
            <Checks
              label={t`Dispositions, each with all below it (none: all)`}
              all={dispositionChoices(dispositions, i18n.locale)}
              chosen={rule.dispositions}
              onChange={(some) => change({ dispositions: some })}
              testId="disposition"
            />
          )}
          <Checks
            label={t`Reviewers`}
            all={bosses}
            chosen={reviewers}
            onChange={setReviewers}
            testId="reviewer"
          />
          <Flag
            label={t`Each is scored by two, and the second does not see the first`}
            checked={second}
            onChange={setSecond}
          />
        </div>
      </Scroll>
    </Page>
  );
}

function Preview({ preview }: { readonly preview: IpcAnswer<'quality.preview'> }) {
  const { matched, drawn, byAgent } = preview;
  return (
    <div
      role="status"
      data-testid="preview"
      className="rounded-3 border border-line bg-panel px-4 py-2.5 text-2"
    >
      <p className="font-medium">
        <Trans>
          Matched: {matched} · drawn: {drawn}
        </Trans>
      </p>
      <ul className="foreign mt-1 flex flex-wrap gap-x-4 text-1 text-ink-2">
        {byAgent.map((one) => (
          <li key={one.id}>
            {one.name} {one.drawn}/{one.matched}
          </li>
        ))}
      </ul>
    </div>
  );
}
