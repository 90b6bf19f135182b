-- What leaves the house on paper: the exact bytes for one reader, with who made them, who let them go, and what became of them. The bytes are never changed. That
-- something was sent is an entry on the record it is of; the bytes are not an entry.
set role gt_owner;
create table gt.outgoing (
  partnership_id uuid not null,
  outgoing_id uuid not null,
  -- Whose record it is of.
  subject_id uuid not null,
  -- What was prepared at one time for several readers has one act.
  act_id uuid not null,
  -- What kind of document it is ('chosen-entries'); 'record-copy' is the answer to a request for a record, and for whoever keeps the records alone.
  kind text not null,
  -- Whom it is for: an account, a person on record, or a professional whom an entry names. `reader` is what stands on the paper, `reader_as` how they stand to the person.
  reader text not null,
  reader_as text not null,
  to_account uuid,
  to_person uuid,
  to_entry uuid,
  -- Which parts of which entries it holds: [{"entry": ..., "group": ...}].
  holds jsonb not null default '[]',
  media_type text not null,
  size integer not null,
  pages integer not null,
  sha256 bytea not null,
  made_by uuid not null,
  made_at timestamptz not null default clock_timestamp(),
  state text not null default 'drafted' check (state in ('drafted', 'checked', 'released', 'recalled', 'thrown-away')),
  -- What the checks found and somebody answered: {"what was found": "why it may go"}.
  answers jsonb not null default '{}',
  why jsonb not null default '{}',
  checked_by uuid,
  checked_at timestamptz,
  -- Does somebody else have to let it go, and because of what?
  second_because text[] not null default '{}',
  released_by uuid,
  released_at timestamptz,
  -- Until then it can be taken back and nobody has it.
  opens_at timestamptz,
  -- The entry that says it was sent.
  entry_id uuid,
  recalled_by uuid,
  recalled_at timestamptz,
  recalled_because text,
  opened_at timestamptz,
  handed_by uuid,
  handed_at timestamptz,
  handed_how text,
  primary key (partnership_id, outgoing_id),
  foreign key (partnership_id, subject_id) references gt.subject,
  foreign key (partnership_id, to_account) references gt.account (partnership_id, account_id),
  foreign key (partnership_id, to_person) references gt.subject (partnership_id, subject_id),
  foreign key (partnership_id, made_by) references gt.account (partnership_id, account_id),
  foreign key (partnership_id, checked_by) references gt.account (partnership_id, account_id),
  foreign key (partnership_id, released_by) references gt.account (partnership_id, account_id),
  foreign key (partnership_id, recalled_by) references gt.account (partnership_id, account_id),
  foreign key (partnership_id, handed_by) references gt.account (partnership_id, account_id),
  -- Where two people are asked for, they are two.
  constraint outgoing_by_two check (released_by is null or second_because = '{}' or (released_by <> made_by and released_by <> checked_by)),
  constraint outgoing_released_whole check ((released_by is null) = (released_at is null) and (released_at is null) = (opens_at is null))
);
create index on gt.outgoing (partnership_id, subject_id);
create index on gt.outgoing (partnership_id, to_account) where to_account is not null;
create index on gt.outgoing (partnership_id, to_person) where to_person is not null;
create index on gt.outgoing (partnership_id, made_by);
create index on gt.outgoing (partnership_id, checked_by) where checked_by is not null;
create index on gt.outgoing (partnership_id, released_by) where released_by is not null;
create index on gt.outgoing (partnership_id, recalled_by) where recalled_by is not null;
create index on gt.outgoing (partnership_id, handed_by) where handed_by is not null;

create table gt.outgoing_content (
  partnership_id uuid not null,
  outgoing_id uuid not null,
  content bytea not null,
  -- What the bytes say, as it was given to be printed: shown before anything goes, and searched for what must not go.
  paper jsonb not null,
  primary key (partnership_id, outgoing_id),
  foreign key (partnership_id, outgoing_id) references gt.outgoing
);
grant select, insert, update on gt.outgoing to gt_deriver;
grant select, insert on gt.outgoing_content to gt_deriver;
grant select, insert, update, delete on gt.outgoing to gt_records;
grant select, insert, delete on gt.outgoing_content to gt_records;
reset role;

-- With a record that is destroyed goes what was made of it.
create function gt.forget_outgoing() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    delete from gt.outgoing_content c using gt.outgoing o
      where c.partnership_id = new.partnership_id and o.partnership_id = new.partnership_id and o.outgoing_id = c.outgoing_id and o.subject_id = new.subject_id;
    delete from gt.outgoing o where o.partnership_id = new.partnership_id and o.subject_id = new.subject_id;
    return null;
  end $$;
alter function gt.forget_outgoing() owner to gt_records;
revoke all on function gt.forget_outgoing() from public;
grant execute on function gt.forget_outgoing() to gt_owner;
set role gt_owner;
create trigger forget_outgoing after update of erased_at on gt.subject for each row when (old.erased_at is null and new.erased_at is not null) execute function gt.forget_outgoing();
reset role;
