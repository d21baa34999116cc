import type { ColumnType, Generated } from 'kysely';

/**
 * Tables as both databases hold them. Times are epoch milliseconds and sequences are integers, both
 * `bigint`; ids are UUID texts; what has a shape of its own is JSON text, written and read by us.
 */
export type Tables = {
  workspace: WorkspaceTable;
  person: PersonTable;
  desk_session: DeskSessionTable;
  device_wipe: DeviceWipeTable;
  sign_in_rules: SignInRulesTable;
  person_identity: PersonIdentityTable;
  sign_in_attempt: SignInAttemptTable;
  visitor: VisitorTable;
  allowed_origin: AllowedOriginTable;
  conversation: ConversationTable;
  conversation_growth: ConversationGrowthTable;
  participant: ParticipantTable;
  lease: LeaseTable;
  entry: EntryTable;
  transcript: EntryTable;
  mark: MarkTable;
  visitor_mark: VisitorMarkTable;
  audit: AuditTable;
  audit_head: AuditHeadTable;
  routing_plan: RoutingPlanTable;
  agent_status: AgentStatusTable;
  group_pause: GroupPauseTable;
  watch: WatchTable;
  routing_decision: RoutingDecisionTable;
  search_progress: SearchProgressTable;
  file: FileTable;
  reply: ReplyTable;
  reply_file: ReplyFileTable;
  reply_head: ReplyHeadTable;
  reply_use: ReplyUseTable;
  alert: AlertTable;
  customer: CustomerTable;
  customer_note: CustomerNoteTable;
  handbook: HandbookTable;
  desk_policy: DeskPolicyTable;
  checklist_tick: ChecklistTickTable;
  page_view: PageViewTable;
  score_card: ScoreCardTable;
  quality_sample: QualitySampleTable;
  review: ReviewTable;
  review_step: ReviewStepTable;
  review_draft: ReviewDraftTable;
  follow_up: FollowUpTable;
  quality_note: QualityNoteTable;
  report_progress: SearchProgressTable;
  report_fact: ReportFactTable;
  agent_status_log: AgentStatusLogTable;
  agent_presence_log: AgentPresenceLogTable;
  watch_rules: WatchRulesTable;
  watch_alert: WatchAlertTable;
  watch_line: WatchLineTable;
  watch_quiet: WatchQuietTable;
  watch_delivery: WatchDeliveryTable;
};

type WorkspaceTable = {
  id: string;
  name: string;
  /** Last feedSeq given out (P2); its row is the lock under which sequences are given. */
  feed_head: number;
  /** Names this database: restored or begun anew, it has another one (P8). */
  epoch: string;
  /** Oldest cursor that can still be resumed from. */
  feed_oldest: number;
  created_at: number;
  /** Ways to the house besides the hub (C8), null where there is none. */
  hotline: string | null;
  contact_email: string | null;
  contact_form: string | null;
  /** What the customer's site signs identities with; null: none was made. Never leaves by a log. */
  identity_secret: string | null;
  /** What links to files are signed with; null until the first is asked for. Never leaves by a log. */
  file_secret: string | null;
  /** JSON of `WidgetLook`; null: as it comes. */
  look: string | null;
  /** JSON of `OrderSettings`; null: orders are nowhere. */
  orders: string | null;
  /** Value of the header that goes along. Never leaves by a log, and is shown to nobody. */
  orders_secret: string | null;
  /** JSON: where alerts are sent; what that is signed with. */
  watch_hook: string | null;
  watch_secret: string | null;
  /** Of the client at the identity provider. */
  sign_in_secret: Generated<string | null>;
  /** Place in the feed up to which words and ratings were looked at; null before the first look. */
  watch_cursor: number | null;
};

type PersonTable = {
  id: string;
  workspace_id: string;
  /** Lower case. */
  email: string;
  name: string;
  role: 'agent' | 'supervisor' | 'admin';
  password_hash: string;
  disabled_at: number | null;
  created_at: number;
  /** JSON of `RoutingProfile`; null: the usual one. */
  routing: string | null;
};

type DeskSessionTable = {
  id: string;
  person_id: string;
  /** SHA-256 of the token, hexadecimal. */
  token_hash: string;
  device: string;
  app: string;
  created_at: number;
  expires_at: number;
  revoked_at: number | null;
  /** Where from, and how, one signed in; when it was used last. Null for those before this was kept. */
  address: string | null;
  method: 'password' | 'provider' | null;
  seen_at: number | null;
  /** As its desk called the computer, and its system. */
  computer: string | null;
  system: string | null;
  /** Whose doing its end was, where that is said. */
  revoked_by: 'self' | 'admin' | null;
  /** Begun on a computer that was new to its person, whose other desks ask whether it was they; null: no, or answered. */
  asks_at: number | null;
  /** Whom the provider let in, sealed: for signing out there. */
  id_token: Generated<string | null>;
  leave_hash: Generated<string | null>;
  leave_expires_at: Generated<number | null>;
};

type SignInRulesTable = {
  workspace_id: string;
  version: number;
  at: number;
  by: string;
  /** JSON. */
  rules: ColumnType<string, string, never>;
};

/** Who somebody is at an identity provider. */
type PersonIdentityTable = {
  workspace_id: string;
  issuer: string;
  subject: string;
  person_id: string;
  created_at: number;
};

/** A sign-in that is under way in a browser (decision 39). */
type SignInAttemptTable = {
  /** SHA-256, hexadecimal, as the other hashes. */
  state_hash: string;
  workspace_id: string;
  nonce: string;
  /** For the provider: what it has of this client is worth nothing without. */
  verifier: string;
  browser_hash: string;
  /** Of the desk's own verifier, which the hub sees at the end only. */
  challenge: string;
  port: number;
  expires_at: number;
  came_back_at: number | null;
  person_id: string | null;
  code_hash: string | null;
  code_expires_at: number | null;
  /** What the provider said of them, sealed, on its way to the session. */
  id_token: string | null;
};

type DeviceWipeTable = {
  session_id: string;
  ordered_at: number;
  /** When the device was told; null while it has not been here since. */
  told_at: number | null;
  /** When the device said that it has done it. */
  wiped_at: number | null;
};

type VisitorTable = {
  id: string;
  workspace_id: string;
  token_hash: string;
  name: string | null;
  locale: 'zh-CN' | 'en';
  /** The site they were first seen on. */
  origin: string;
  created_at: number;
  /** `sub` of the customer's signed identity; null while they are unknown. */
  customer_sub: string | null;
  /** JSON of the signed attributes, string to string. */
  attributes: string | null;
  /** Whose browser it is; null where nothing has been asked or written of them. */
  customer_id: string | null;
  last_seen: number | null;
  /** As the browser says it, cut. */
  user_agent: string | null;
  /** IANA name. */
  time_zone: string | null;
};

type AllowedOriginTable = { workspace_id: string; origin: string; created_at: number };

type ConversationTable = {
  id: string;
  workspace_id: string;
  visitor_id: string;
  status: 'queued' | 'active' | 'closed';
  agent_id: string | null;
  version: number;
  opened_at: number;
  closed_at: number | null;
  /** JSON of `Conversation.page`. */
  page: string | null;
  /** Ids of everybody in `participant`, comma separated: who hears of an entry, without a second read. */
  owners: string;
  /** A `message` was left outside the hours, or instead of waiting. */
  kind: Generated<'live' | 'message'>;
  /** Null until it was routed. The name as it was then: groups are in the plan, which is no table to join. */
  group_id: string | null;
  group_name: string | null;
  priority: Generated<number>;
  /** Since when it waits, what it waited before counted; null while it does not. */
  queued_at: number | null;
  /** How long it waited in queues before somebody had it. Milliseconds. */
  waited: Generated<number>;
  /** JSON of `Conversation.offer`, the id of who is asked, and its `until`. */
  offer: string | null;
  offer_to: string | null;
  offer_until: number | null;
  /** Colleagues who are in it besides its agent; empty for none. */
  guests: Generated<string>;
  /** Until when its agent's place is taken by the work after it. */
  wrap_up_until: number | null;
  /** JSON of `Needs`. */
  needs: string | null;
  /** JSON of `Conversation.contact`. */
  contact: string | null;
  /** JSON of `Conversation.rating`; null: they were never asked. */
  rating: string | null;
  /** JSON of what wrap-up has filed. */
  filed: string | null;
};

/** What a message changes in a conversation; one row for each. Narrow, because most commits are of messages. */
type ConversationGrowthTable = {
  conversation_id: string;
  last_seq: number;
  last_public_seq: number;
  last_feed_seq: number;
  waiting_since: number | null;
  /** `feedSeq` of the message that `Conversation.lastMessage` is of; null where it is in the next column. */
  last_said: number | null;
  /** JSON of `Conversation.lastMessage`, where it is not as the message was: it was edited or recalled. */
  last_message: string | null;
};

/** Who owns or ever owned a conversation; `since` is when they were last given it. */
type ParticipantTable = { conversation_id: string; person_id: string; since: number };

/** Until when a person holds what they have while they are away (P13). */
type LeaseTable = { person_id: string; until: number };

/**
 * Found by `id`, by key and author, and by `feed_seq`. By conversation and `seq` it is to be asked of `transcript`, a view of
 * the same rows: on SQLite the index for that is filled many entries at a time (`places.ts`).
 */
type EntryTable = {
  id: string;
  workspace_id: string;
  conversation_id: string;
  seq: number;
  feed_seq: number;
  public_seq: number | null;
  author_kind: 'visitor' | 'agent' | 'robot' | 'system';
  author_id: string | null;
  author_name: string;
  audience: 'everyone' | 'staff';
  key: string | null;
  at: number;
  kind: string;
  /** JSON of `Entry.body`. Entries are never changed. */
  body: ColumnType<string, string, never>;
};

type MarkTable = {
  person_id: string;
  conversation_id: string;
  seq: number;
  /** How far they have read while they were in it: what the customer is told. */
  served_seq: number;
  at: number;
};

/** How far the customer has read, in the count of what they may see. */
type VisitorMarkTable = { conversation_id: string; public_seq: number; at: number };

/** Append-only, a chain (`audit-chain.ts`); triggers refuse that a line is changed or taken out. */
type AuditTable = {
  id: string;
  workspace_id: string;
  at: number;
  /** Of the refusal; `changed` of what an admin has changed. */
  code: string;
  event: string;
  actor_kind: 'person' | 'visitor' | 'operator' | 'nobody';
  actor_id: string | null;
  address: string;
  /** What it was about: an id, an origin. Never text. */
  subject: string | null;
  /** Its number in its workspace, from 1. */
  seq: number;
  prev_hash: string;
  hash: string;
};

/** The latest line of each trail. */
type AuditHeadTable = { workspace_id: string; seq: number; hash: string };

/** Append-only; the greatest version is in force. */
type RoutingPlanTable = {
  workspace_id: string;
  version: number;
  at: number;
  /** Name of who changed it. */
  by: string;
  /** JSON of `RoutingPlan`. */
  plan: ColumnType<string, string, never>;
};

/** What people last said of themselves, wherever they are connected. */
type AgentStatusTable = {
  person_id: string;
  status: 'online' | 'busy' | 'away' | 'invisible';
  /** JSON of `AwayReason`. */
  reason: string | null;
  since: number;
  /** JSON of who has set it, where it was not they themselves. */
  set_by: string | null;
};

/** Groups of which nothing is given to anybody until somebody lets them go on. */
type GroupPauseTable = {
  workspace_id: string;
  group_id: string;
  by_id: string;
  by_name: string;
  since: number;
};

/** Who looks at a conversation of somebody else now; over by itself at `until`, should their hub die. */
type WatchTable = {
  person_id: string;
  person_name: string;
  conversation_id: string;
  since: number;
  until: number;
};

/** Why somebody was given a conversation; `seq` is that of the entry it led to. */
type RoutingDecisionTable = {
  id: string;
  workspace_id: string;
  conversation_id: string;
  seq: number;
  at: number;
  /** JSON of `Decision`. */
  decision: ColumnType<string, string, never>;
};

/** How far the feed is indexed to be searched. The index itself is not the same on both. */
type SearchProgressTable = { workspace_id: string; upto: number };

/** An upload; the bytes are in the hub's folder of files. */
type FileTable = {
  id: string;
  workspace_id: string;
  /** A reply's goes with canned replies, and is copied where one of them is sent. */
  owner_kind: 'person' | 'visitor' | 'reply';
  owner_id: string;
  /** The device's, under which it goes on with an upload. */
  key: string;
  name: string;
  /** As it was sent, and as it is kept: pictures are drawn anew. Bytes. */
  upload_size: number;
  size: number;
  /** What was found in it; null until all of it is here and was looked at. */
  type: string | null;
  width: number | null;
  height: number | null;
  has_thumb: Generated<number>;
  /** Where it was said; null: nowhere yet, and after a day it goes. */
  conversation_id: string | null;
  created_at: number;
};

/** Canned replies; a deleted one stays, so that who was away hears of it, and so that it can be put back. */
type ReplyTable = {
  id: string;
  workspace_id: string;
  scope: 'personal' | 'group' | 'everyone';
  /** Of a personal one. */
  owner_id: string | null;
  /** Of a group's; groups are in the plan, which is no table to join. */
  group_id: string | null;
  folder: string;
  shortcut: string;
  title: string;
  /** JSON of `ReplyContent.texts`. */
  texts: string;
  /** JSON of ids. */
  files: string;
  version: number;
  /** Number of its last change in the workspace. */
  revision: number;
  /** That of the change that last made it somebody else's; 0: none did. */
  rescoped: number;
  deleted_at: number | null;
  updated_at: number;
  /** Name of who changed it last. */
  updated_by: string;
};

/** Files of canned replies; `kept` 0: it was taken out again. */
type ReplyFileTable = { reply_id: string; file_id: string; kept: number };

/** Last revision given out. */
type ReplyHeadTable = { workspace_id: string; revision: number };

type ReplyUseTable = { reply_id: string; person_id: string; uses: number; last_at: number };
/** Who was alerted of a customer who waits, and what came of it. A line is written once and never changed. */
type AlertTable = {
  conversation_id: string;
  /** Names the wait: when the customer wrote what nobody had answered. */
  since: number;
  rung: 'toast' | 'sound' | 'flash' | 'colleague' | 'supervisor';
  what: 'raised' | 'told' | 'shown' | 'clicked' | 'failed' | 'held' | 'opened' | 'answered' | 'over';
  /** Empty for nobody in particular. */
  person_id: string;
  /** As it was then. */
  person_name: string;
  at: number;
};

/** Somebody whom the house knows, in one browser or several. */
type CustomerTable = {
  id: string;
  workspace_id: string;
  /** The site's own id for them, signed; null while they are who they say they are. */
  sub: string | null;
  name: string | null;
  phone: string | null;
  /** `phoneTail` of it. */
  phone_tail: string | null;
  email: string | null;
  company: string | null;
  /** JSON: a list of texts, and an object by the keys of the handbook. */
  tags: string;
  fields: string;
  version: number;
  created_at: number;
};

type CustomerNoteTable = {
  id: string;
  customer_id: string;
  author_id: string;
  author_name: string;
  text: string;
  at: number;
  edited_at: number | null;
};

/** Append-only; the greatest version is in force. */
type DeskPolicyTable = {
  workspace_id: string;
  version: number;
  at: number;
  by: string;
  /** JSON of `HubRules`. */
  rules: ColumnType<string, string, never>;
};

type HandbookTable = {
  workspace_id: string;
  version: number;
  at: number;
  by: string;
  /** JSON of `Handbook`. */
  handbook: ColumnType<string, string, never>;
};

/** What somebody has ticked off beside a conversation, or taken back (`done` 0). */
type ChecklistTickTable = {
  conversation_id: string;
  step_id: string;
  done: number;
  person_id: string;
  person_name: string;
  at: number;
};

/** Pages that somebody has seen, for a while and the latest only. */
type PageViewTable = {
  id: string;
  visitor_id: string;
  at: number;
  url: string;
  title: string;
  /** Host of another site that led there. */
  referrer: string | null;
  /** When they went without going on to another page; null while they are there. */
  left_at: number | null;
  /** When a node last knew them to be there: one that has died says no more that they have gone. */
  seen_at: number;
  /** When what is said here last changed: other nodes look for it. */
  changed_at: number;
};

/** Append-only: a review keeps the version that it was made with. The greatest version is in force. */
type ScoreCardTable = {
  id: string;
  version: number;
  workspace_id: string;
  at: number;
  /** Id and name of who wrote it. */
  by_id: string;
  by_name: string;
  /** 1: nothing new is scored with it. */
  retired: number;
  /** JSON of `ScoreCard`. */
  card: ColumnType<string, string, never>;
};

/** A choice of conversations to be looked at; the work itself is in `review`. */
type QualitySampleTable = {
  id: string;
  workspace_id: string;
  at: number;
  by_id: string;
  by_name: string;
  name: string;
  /** JSON of `SampleRule`, with its seed. */
  rule: ColumnType<string, string, never>;
  card_id: string;
  card_version: number;
  due_at: number | null;
  /** How many fitted the rule, and how many nobody of the reviewers may look at. */
  matched: number;
  left_out: number;
};

/** A conversation that somebody looks at with a score card: as it is after its last step. */
type ReviewTable = {
  id: string;
  workspace_id: string;
  conversation_id: string;
  /** Whose work it is about. */
  agent_id: string;
  agent_name: string;
  group_id: string | null;
  group_name: string | null;
  card_id: string;
  card_version: number;
  reviewer_id: string;
  reviewer_name: string;
  /** 2: the second, which does not see the first; `pair_id` is the id of the first for both. */
  round: number;
  pair_id: string;
  sample_id: string | null;
  state: 'open' | 'submitted' | 'released' | 'appealed' | 'settled' | 'cancelled';
  /** Of its last step. */
  version: number;
  created_at: number;
  due_at: number | null;
  submitted_at: number | null;
  released_at: number | null;
  appeal_until: number | null;
  /** JSON of `Verdict`, as it counts now. */
  verdict: string | null;
  /** Of 1000: a whole number on both databases. */
  total: number | null;
  passed: number | null;
};

/** Append-only: what was done with a review, by whom. */
type ReviewStepTable = {
  review_id: string;
  version: number;
  at: number;
  by_id: string;
  by_name: string;
  /** JSON of `StepBody`. */
  body: ColumnType<string, string, never>;
};

/** What a reviewer has filled in so far. */
type ReviewDraftTable = { review_id: string; draft: string; at: number };

/** Something that has to come of a review; its steps are among the review's. */
type FollowUpTable = {
  id: string;
  workspace_id: string;
  review_id: string;
  text: string;
  owner_id: string;
  owner_name: string;
  due_at: number;
  at: number;
  by_id: string;
  by_name: string;
  done_at: number | null;
  done_by_id: string | null;
  done_by_name: string | null;
  done_note: string | null;
};

/** What somebody is told of a review; seen, or over, from `seen_at` on. */
type QualityNoteTable = {
  id: string;
  workspace_id: string;
  person_id: string;
  kind: 'result' | 'answer' | 'decided' | 'follow_up' | 'due' | 'work' | 'second' | 'appeal';
  review_id: string;
  /** The review, or the follow-up. */
  subject_id: string;
  at: number;
  by_id: string;
  by_name: string;
  due_at: number | null;
  changed_at: number;
  seen_at: number | null;
};

/** What reports know of a conversation; made from its entries, and anew with each that matters. */
type ReportFactTable = {
  opened_at: number;
  conversation_id: string;
  /** From then on nothing of it is in a report; `goesOn` while it goes on. */
  last_at: number;
  /** As `domain/reports/pack.ts` says. */
  fact: string;
};

/** Every status that somebody ever had; it counts until the next. */
type AgentStatusLogTable = {
  person_id: string;
  since: number;
  status: AgentStatusTable['status'];
  reason: string | null;
};

/** When somebody had a desk open at one hub; `until` is moved on while they have. */
type AgentPresenceLogTable = {
  id: string;
  person_id: string;
  since: number;
  until: number;
};

/** What the house wants its supervisors told of, each version as it was. */
type WatchRulesTable = {
  workspace_id: string;
  version: number;
  at: number;
  by: string;
  /** JSON. */
  rules: ColumnType<string, string, never>;
};

/** An alert of a rule as it is now; how it came to that is in `watch_line`. */
type WatchAlertTable = {
  id: string;
  workspace_id: string;
  rule_id: string;
  kind: string;
  /** JSON, as it was then: in both languages. */
  rule_name: string;
  /** "conversation:ID", "group:ID" or "person:ID". */
  subject: string;
  severity: 'info' | 'warn' | 'critical';
  conversation_id: string | null;
  person_id: string | null;
  person_name: string | null;
  group_id: string | null;
  group_name: string | null;
  customer: string | null;
  value: number;
  threshold: number;
  word: string | null;
  count: number;
  rung: number;
  rung_at: number;
  raised_at: number;
  acked_at: number | null;
  acked_by: string | null;
  acked_name: string | null;
  acked_note: string | null;
  resolved_at: number | null;
  resolved_how: 'over' | 'hand' | 'rule' | null;
  resolved_by: string | null;
  resolved_name: string | null;
  /** Its cause is over: until then no other is raised for the same. */
  over_at: number | null;
  changed_at: number;
};

/** What has happened to an alert. A line is written once and never changed. */
type WatchLineTable = {
  id: string;
  alert_id: string;
  at: number;
  what: string;
  person_id: string | null;
  person_name: string | null;
  note: string | null;
  value: number | null;
  because: string | null;
  /** Of what has happened once: names it, so that it is counted once. */
  cause: string | null;
};

/** Rules that are quiet for now; an empty person is everybody. */
type WatchQuietTable = { rule_id: string; person_id: string; until: number; by: string; at: number };

/** What is to be sent to the house's webhook, and what came of it. */
type WatchDeliveryTable = {
  id: string;
  workspace_id: string;
  type: string;
  /** JSON, as it is sent. */
  body: string;
  at: number;
  tries: number;
  /** When it is to be tried next; null: no more. */
  next_at: number | null;
  done_at: number | null;
  fault: string | null;
  status: number | null;
};
