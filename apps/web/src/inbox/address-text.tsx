import { ExactText } from '../ui/exact-text.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { findForeignLetters } from '../ui/visible-text.ts';

/** An address, with a warning when letters in it only look like Latin ones. */
export function AddressText({ text }: { text: string }) {
  const foreign = findForeignLetters(text);
  return (
    <>
      <ExactText text={text} />
      {foreign.length > 0 && (
        <>
          {' '}
          <StateTag tone="needs">not Latin: {foreign.map(withCode).join(', ')}</StateTag>
        </>
      )}
    </>
  );
}

function withCode(character: string): string {
  return `${character} U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
