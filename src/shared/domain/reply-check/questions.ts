/** Chinese ways to ask without a question mark. */
const asking =
  /[?？]|[吗呢么]\s*$|怎么|怎样|多少|几[天个点时号]|什么|哪[个里些]|是否|能不能|可不可以|有没有|要不要|多久|为何/;

/** Characters that are in every sentence and say nothing of what it is about. */
const small = new Set([
  ...'的了吗呢么啊吧呀我你您他她它们这那是在有和与就都也还要会能可以不没请问一个什怎哪多少几为何到去来给把被让对得着过上下里',
]);
const smallWords = new Set(
  'what when where which that this with have does will would could should your about there their from please'.split(
    ' ',
  ),
);

/** A reply that promises to look says nothing of any question yet. */
const later =
  /稍等|稍后|查一下|看一下|核实|确认一下|马上|转给|one moment|let me|i.ll check|check (?:that|this|it)/i;

/** The customer's lines, split where they ask. */
export function questionsIn(lines: readonly string[]): readonly string[] {
  return lines
    .flatMap((line) => line.split(/(?<=[?？。！!；;\n])/))
    .map((part) => part.trim())
    .filter((part) => asking.test(part));
}

/**
 * Of two or more questions the first that the reply has no word of; null where it has one of each, puts them off, or
 * there was one question only (whose answer need not repeat its words).
 */
export function leftOut(questions: readonly string[], reply: string): string | null {
  const known = questions
    .map((question) => ({ question, words: wordsOf(question) }))
    .filter(({ words }) => words.size > 0);
  if (known.length < 2 || later.test(reply)) return null;
  const said = wordsOf(reply);
  return known.find(({ words }) => ![...words].some((word) => said.has(word)))?.question ?? null;
}

/** Pairs of Chinese characters that say something, and longer words of other scripts. */
function wordsOf(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  const plain = text.normalize('NFKC').toLowerCase();
  for (const [run] of plain.matchAll(/\p{Script=Han}+/gu)) {
    for (let at = 0; at + 1 < run.length; at += 1) {
      const pair = run.slice(at, at + 2);
      if (![...pair].some((char) => small.has(char))) words.add(pair);
    }
  }
  for (const [word] of plain.matchAll(/[\p{Script=Latin}\d]{4,}/gu))
    if (!smallWords.has(word)) words.add(word);
  return words;
}
