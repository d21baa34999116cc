type Range = { readonly from: number; readonly to: number };

/** A text in which what was found is marked. */
export function MarkedText({ text, marks }: { readonly text: string; readonly marks: readonly Range[] }) {
  if (marks.length === 0) return text;
  const parts: { readonly at: number; readonly text: string; readonly isMarked: boolean }[] = [];
  let at = 0;
  for (const { from, to } of marks) {
    parts.push({ at, text: text.slice(at, from), isMarked: false });
    parts.push({ at: from, text: text.slice(from, to), isMarked: true });
    at = to;
  }
  parts.push({ at, text: text.slice(at), isMarked: false });
  return parts
    .filter((part) => part.text !== '')
    .map((part) =>
      part.isMarked ? (
        <mark key={part.at} className="rounded-[2px] bg-accent-soft font-medium text-accent">
          {part.text}
        </mark>
      ) : (
        <span key={part.at}>{part.text}</span>
      ),
    );
}
