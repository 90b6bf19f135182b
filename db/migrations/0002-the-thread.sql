-- Every subject has one append-only thread of entries.
set role gt_owner;

-- A subject and the head of its thread. A command locks the heads it touches, in the order of their ids, before it reads or writes;
-- known_at is stamped under that lock, so that what was known when is exact (docs/decisions).
create table gt.subject (
  partnership_id uuid not null references gt.partnership,
  subject_id uuid not null,
  form text not null check (form in ('person', 'context', 'matter')),
  version bigint not null default 0,
  known_at timestamptz not null default '-infinity',
  locked_by xid8,
  -- The rules, settings and holidays its derived rows were made with.
  rules_version text not null default '',
  primary key (partnership_id, subject_id)
);
create index on gt.subject (partnership_id, rules_version);

create table gt.entry (
  partnership_id uuid not null,
  entry_id uuid not null,
  subject_id uuid not null,
  act_id uuid not null,
  command_id uuid,
  kind text not null,
  happened_on date not null,
  happened_at timestamptz not null,
  precision text not null check (precision in ('moment', 'day', 'month', 'year')),
  known_at timestamptz not null,
  written_by xid8 not null default pg_current_xact_id(),
  author_id uuid not null,
  author_role text not null,
  agency_id uuid not null,
  agency_kind text not null,
  audience text not null check (audience in ('family', 'professionals', 'agency')),
  answers uuid,
  corrects uuid,
  withdraws boolean not null default false,
  field_groups text[] not null check (cardinality(field_groups) > 0),
  primary key (partnership_id, entry_id),
  foreign key (partnership_id, subject_id) references gt.subject,
  foreign key (partnership_id, answers) references gt.entry (partnership_id, entry_id) deferrable initially deferred,
  foreign key (partnership_id, corrects) references gt.entry (partnership_id, entry_id) deferrable initially deferred,
  check (not withdraws or corrects is not null)
);
create index entry_chronology on gt.entry (partnership_id, subject_id, happened_at desc, entry_id);
create index entry_answers on gt.entry (partnership_id, answers) where answers is not null;
create index entry_corrects on gt.entry (partnership_id, corrects) where corrects is not null;
create index entry_unsealed on gt.entry (written_by);

-- The content of an entry, one row for each field group, each under its own policy. What the policy asks is repeated here because a policy
-- that joins is a policy that scans.
create table gt.entry_part (
  partnership_id uuid not null,
  entry_id uuid not null,
  field_group text not null,
  subject_id uuid not null,
  agency_id uuid not null,
  audience text not null,
  facts jsonb not null,
  narrative jsonb not null,
  primary key (partnership_id, entry_id, field_group),
  foreign key (partnership_id, entry_id) references gt.entry
);

-- The salt of an entry's digest, kept apart from it: erasing both destroys what was said and leaves the chain whole.
create table gt.entry_salt (
  partnership_id uuid not null,
  entry_id uuid not null,
  salt bytea not null,
  primary key (partnership_id, entry_id),
  foreign key (partnership_id, entry_id) references gt.entry
);

-- Others who were there or are spoken of. It links; it never opens the entry.
create table gt.entry_link (
  partnership_id uuid not null,
  entry_id uuid not null,
  subject_id uuid not null,
  as_what text not null check (as_what in ('present', 'mentioned')),
  primary key (partnership_id, entry_id, subject_id),
  foreign key (partnership_id, entry_id) references gt.entry,
  foreign key (partnership_id, subject_id) references gt.subject
);
create index on gt.entry_link (partnership_id, subject_id);

-- Which command was carried out, by whom, and what it answered: the same command sent again gets the same answer and does nothing.
create table gt.command_done (
  partnership_id uuid not null,
  command_id uuid not null,
  account_id uuid not null,
  asked bytea not null,
  answer jsonb not null default 'null',
  done_at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, command_id)
);

-- People who must never see a record, whatever else would open it (practice: exclusion; it beats everything).
create table gt.excluded (
  partnership_id uuid not null,
  subject_id uuid not null,
  account_id uuid not null,
  primary key (partnership_id, subject_id, account_id),
  foreign key (partnership_id, subject_id) references gt.subject,
  foreign key (partnership_id, account_id) references gt.account
);
create index on gt.excluded (partnership_id, account_id);

-- Records that only named people may open. A table of its own, so that a policy need not read the head of every thread.
create table gt.closed_to_most (
  partnership_id uuid not null,
  subject_id uuid not null,
  primary key (partnership_id, subject_id),
  foreign key (partnership_id, subject_id) references gt.subject
);

-- The only people who may see such a record.
create table gt.named_only (
  partnership_id uuid not null,
  subject_id uuid not null,
  account_id uuid not null,
  primary key (partnership_id, subject_id, account_id),
  foreign key (partnership_id, subject_id) references gt.subject,
  foreign key (partnership_id, account_id) references gt.account
);
create index on gt.named_only (partnership_id, account_id);
reset role;
