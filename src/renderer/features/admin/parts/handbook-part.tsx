import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Handbook } from '#shared/domain/customer/handbook.ts';
import { handbookDocument } from '../state/handbook.ts';
import { DocumentPart } from './document-part.tsx';

/** A screen of the handbook, once it is known. */
export function HandbookPart({ children }: { readonly children: (draft: Handbook) => ReactNode }) {
  const { t } = useLingui();
  return (
    <DocumentPart document={handbookDocument} unread={t`The handbook could not be read`}>
      {children}
    </DocumentPart>
  );
}
