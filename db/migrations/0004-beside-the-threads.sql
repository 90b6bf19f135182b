-- The closed list of what is not a thread.
set role gt_owner;

-- Who looked at what, when, for what purpose: one line for each answer that showed a record, written in the same transaction or nothing is shown.
-- It holds ids, never words. `seen_to` is the latest `known` of the heads that were read: what this screen could have shown is exact.
create table gt.access_line (
  partnership_id uuid not null,
  line_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  written_by xid8 not null default pg_current_xact_id(),
  account_id uuid not null,
  agency_id uuid not null,
  role text not null,
  purpose text not null,
  route text not null,
  request_id text not null,
  subject_ids uuid[] not null,
  entry_ids uuid[] not null default '{}',
  seen_to timestamptz,
  decision text not null default 'shown',
  primary key (partnership_id, line_id)
);
create index access_line_unsealed on gt.access_line (written_by);

-- What a person has typed and not yet sent. Kept until it is sent or discarded by that person.
create table gt.draft (
  partnership_id uuid not null,
  draft_id uuid not null,
  account_id uuid not null,
  form text not null,
  about text not null default '',
  body jsonb not null,
  version integer not null default 1,
  saved_at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, draft_id),
  foreign key (partnership_id, account_id) references gt.account
);
create index on gt.draft (partnership_id, account_id, form, saved_at desc);

-- The values an authority has set for the numbers that rules use; the history stays.
create table gt.setting_value (
  partnership_id uuid not null references gt.partnership,
  setting text not null,
  from_on date not null,
  value jsonb not null,
  account_id uuid not null,
  why text not null,
  set_at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, setting, from_on, set_at)
);

-- What was told to whom, when and how; acknowledging is an entry on the thread.
create table gt.announcement (
  partnership_id uuid not null,
  announcement_id uuid not null,
  subject_id uuid not null,
  rule text not null,
  key text not null,
  level text not null,
  account_id uuid not null,
  told_at timestamptz not null default clock_timestamp(),
  how text not null,
  acknowledged_at timestamptz,
  primary key (partnership_id, announcement_id),
  unique (partnership_id, subject_id, rule, key, level, account_id),
  foreign key (partnership_id, account_id) references gt.account
);
create index on gt.announcement (partnership_id, account_id, acknowledged_at, told_at desc);

-- A file, under the same policy as the entry it belongs to. Not shown to anyone until it has been looked at by the scanner.
create table gt.document (
  partnership_id uuid not null,
  document_id uuid not null,
  subject_id uuid not null,
  entry_id uuid not null,
  field_group text not null,
  agency_id uuid not null,
  audience text not null,
  name text not null,
  type text not null,
  size integer not null,
  sha256 bytea not null,
  state text not null default 'quarantined' check (state in ('quarantined', 'clean', 'refused')),
  added_at timestamptz not null default clock_timestamp(),
  content bytea not null,
  primary key (partnership_id, document_id),
  foreign key (partnership_id, entry_id) references gt.entry
);
create index on gt.document (partnership_id, entry_id);
create index on gt.document (partnership_id, state) where state = 'quarantined';
reset role;
