import { normal } from '../guard/normal.ts';
import { wronglyAddressed } from './addressed.ts';
import { type Personal, personalIn } from './personal.ts';
import { leftOut, questionsIn } from './questions.ts';
import type { CheckMode, ReplyRules } from './rules.ts';

/** What a reply is checked against. */
export type ReplyScene = {
  /** The agent has written nothing to this customer in this conversation yet. */
  readonly isFirst: boolean;
  readonly customer: string | null;
  /** What the customer has written since the last answer. */
  readonly unansweredLines: readonly string[];
};

/** What is found; `word` is shown with it. */
export type Finding = { readonly mode: Exclude<CheckMode, 'off'> } & (
  | { readonly rule: 'greet' }
  | { readonly rule: 'banned'; readonly word: string; readonly instead: string }
  | { readonly rule: 'personal'; readonly what: Personal }
  | { readonly rule: 'unanswered'; readonly question: string }
  | { readonly rule: 'wrongName'; readonly word: string }
);

/**
 * The reply check (A12), pure: everything that the house's rules find in a reply, what holds it first. The customer
 * reads the names of files too, so no word and no number may be in them either; whether a file answers a question
 * nobody can tell.
 */
export function checkReply(
  text: string,
  scene: ReplyScene,
  rules: ReplyRules,
  files: readonly string[] = [],
): readonly Finding[] {
  const said = normal(text);
  const all = [said, ...files.map(normal)];
  const findings: Finding[] = [];
  const { greet, banned, personal, unanswered, wrongName } = rules;

  if (wrongName !== 'off') {
    const word = wronglyAddressed(text, scene.customer);
    if (word !== null) findings.push({ rule: 'wrongName', mode: wrongName, word });
  }
  if (banned !== 'off') {
    const found = rules.bannedWords.find(({ word }) => all.some((one) => says(one, normal(word))));
    if (found !== undefined) findings.push({ rule: 'banned', mode: banned, ...found });
  }
  if (personal !== 'off') {
    const what = [text, ...files].map(personalIn).find((found) => found !== null) ?? null;
    if (what !== null) findings.push({ rule: 'personal', mode: personal, what });
  }
  if (greet !== 'off' && scene.isFirst && rules.greetings.length > 0) {
    if (!rules.greetings.some((greeting) => says(said, normal(greeting))))
      findings.push({ rule: 'greet', mode: greet });
  }
  if (unanswered !== 'off' && said.trim() !== '') {
    const question = leftOut(questionsIn(scene.unansweredLines), text);
    if (question !== null) findings.push({ rule: 'unanswered', mode: unanswered, question });
  }
  return findings.sort((a, b) => Number(b.mode === 'hold') - Number(a.mode === 'hold'));
}

/** Latin words count as whole words: “hi” is not in “this”. */
function says(text: string, word: string): boolean {
  if (!/^[\p{Script=Latin}\d' ]+$/u.test(word)) return text.includes(word);
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const isLetter = (char: string) => /[\p{Script=Latin}\d]/u.test(char);
    if (!isLetter(text.charAt(at - 1)) && !isLetter(text.charAt(at + word.length))) return true;
  }
  return false;
}
