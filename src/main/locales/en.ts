export const en = {
  menu: {
    file: 'File',
    hide: 'Hide Yingke',
    quit: 'Quit',
    edit: 'Edit',
    undo: 'Undo',
    redo: 'Redo',
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    pastePlain: 'Paste as Plain Text',
    selectAll: 'Select All',
    view: 'View',
    actualSize: 'Actual Size',
    zoomIn: 'Zoom In',
    zoomOut: 'Zoom Out',
    fullScreen: 'Full Screen',
    reload: 'Reload',
    devTools: 'Developer Tools',
    window: 'Window',
    minimize: 'Minimise',
    close: 'Close',
  },
  notice: {
    visitor: 'Visitor {label}',
    more: '{text} (+{count} more)',
    assigned: 'This conversation is yours now.',
    offered: 'A conversation is offered to you.',
    transferred: '{name} wants to hand it over to you.',
    invited: '{name} asks you to join in.',
    askedWith: '{text} {line}',
    hiddenTitle: 'Yingke keeps working',
    hiddenBody: 'Messages still arrive. Start Yingke again to see the window; Ctrl+Q quits.',
  },
  quit: {
    title: 'Quit and lose what is not sent?',
    detail:
      'On this computer nothing is kept on the disk: what is not sent ends with Yingke. Messages not sent yet: {messages}. Drafts: {drafts}.',
    stay: 'Stay',
    quit: 'Quit',
  },
  hub: {
    failedTitle: 'The hub on this computer does not start',
    port_in_use: 'The port it should use is taken by another program. Start with another --port.',
    data_in_use:
      'Another hub is working on the same data folder. End it first, or start with another --data.',
    data_damaged:
      'Its database is damaged: {log} says more. Put a backup in its place, or start with another --data.',
    data_unusable: 'Its data folder cannot be written. Look at the free space and the rights of the folder.',
    other: 'Its log says why: {log}',
    quit: 'Quit',
    stay: 'Keep the window open',
  },
} as const;

/** Main's own words: every language has every one of them, or it does not compile. */
export type Texts = Readonly<{ [G in keyof typeof en]: Readonly<Record<keyof (typeof en)[G], string>> }>;
