const paths = {
  attach: 'M9 12.5l5-5a2.6 2.6 0 0 1 3.7 3.7l-6.6 6.6a4.4 4.4 0 0 1-6.2-6.2l6.4-6.4',
  close: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  send: 'M5 12h13M12.5 6.5l5.5 5.5-5.5 5.5',
  more: 'M12 6h.01M12 12h.01M12 18h.01',
  emoji: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM8.6 14.2a4 4 0 0 0 6.8 0M9 9.8h.01M15 9.8h.01',
  clock: 'M12 7.5V12l3 2M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16z',
  down: 'M12 5v13M6.5 12.5l5.5 5.5 5.5-5.5',
  hotline:
    'M8.5 4.5l1.8 4-2 1.7a11 11 0 0 0 5.5 5.5l1.7-2 4 1.8v3a1.5 1.5 0 0 1-1.6 1.5C10.6 19.6 4.4 13.4 4 6.1a1.5 1.5 0 0 1 1.5-1.6z',
  email: 'M4 6.5h16v11H4zM4.5 7l7.5 6 7.5-6',
  form: 'M6.5 4h11v16h-11zM9.5 8.5h5M9.5 12h5M9.5 15.5h3',
  done: 'M5 12.5l4.5 4.5L19 7.5',
  read: 'M2 12.5l4.5 4.5L16 7.5M11.5 16.5l.5.5L21.5 7.5',
  alert: 'M12 8v5M12 16h.01M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16z',
} as const;

export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
