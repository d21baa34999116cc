import type { launcherZh, panelZh } from './zh-CN.ts';

export const launcherEn: Record<keyof typeof launcherZh, string> = {
  region: 'Customer service',
  open: 'Open customer service',
  close: 'Close customer service',
  unread: '{count} unread',
  loadFailed: 'Customer service could not be loaded. Check the connection and try again.',
  form: 'Contact form',
};

export const panelEn: Record<keyof typeof panelZh, string> = {
  title: 'Customer service',
  close: 'Close',
  log: 'Conversation',
  loading: 'Loading the conversation',
  welcome: 'Hello! How can we help?',
  welcomeHint:
    'Write your question and we will answer here. If you leave, your conversation will be waiting when you return.',

  connecting: 'Connecting…',
  connected: 'Connected',
  offline: 'No connection. Messages will be sent when it is back.',
  reconnecting: 'Trying to reconnect…',
  away: 'We cannot be reached here right now',
  awayKept: 'Keep writing: your messages are kept and go out by themselves when the connection is back.',
  awayInMemory:
    'Keep writing: your messages go out by themselves when the connection is back. Until then, please do not close or reload this page.',
  waysOut: 'If it is urgent, you can also reach us here:',
  hotline: 'Phone',
  email: 'E-mail',
  form: 'Contact form',
  mailSubject: 'Question from the website',
  servedBy: '{name} is helping you',
  waiting: 'Finding someone to help you…',
  closed: 'This conversation has ended. Write to start a new one.',
  refusedOrigin: 'This website is not allowed to use this service',
  refusedUpgrade: 'This page is out of date. Please reload it.',
  refusedOther: 'Customer service cannot be reached right now',
  reload: 'Reload',

  me: 'Me',
  robot: 'Robot',
  agent: 'Agent',
  lineServed: '{name} is helping you',
  lineWaiting: 'Finding someone to help you',
  lineWaitingAgain: '{name} had to leave. We are finding someone else for you.',
  lineRecalled: '{name} took back a message',
  lineRecalledMine: 'You took back a message',
  edited: 'Edited',
  lineClosed: 'This conversation has ended',

  sending: 'Sending',
  queued: 'Waiting to be sent',
  sent: 'Sent',
  failed: 'Not sent',
  retry: 'Try again',
  discard: 'Delete',
  reasonTooLong: 'too long',
  reasonNotAccepted: 'not accepted',
  reasonNotAllowed: 'not allowed',
  reasonConflict: 'conflicts with an earlier message',
  reasonOther: 'refused by customer service',

  input: 'Message',
  inputHint: 'Write a message, Enter to send',
  inputHintTouch: 'Write a message',
  send: 'Send',
  left: '{count} characters left',
  over: '{count} characters too long. Please send it in parts.',
  newMessages: 'New messages',
  memoryOnly:
    'This browser does not let us keep anything: unsent messages and this conversation are lost when the page is closed or reloaded.',
};
