-- What the desk keeps beside the threads: what each person has chosen for themselves, words that were thrown away and can still be brought back, and
-- word to a worker that children have come to them or gone to somebody else.
set role gt_owner;

-- How somebody wants to be told by mail, whether single keys do anything, and up to which day they have read what is new. No row: as it ships.
create table gt.own_choice (
  partnership_id uuid not null,
  account_id uuid not null,
  mail text not null default 'daily' check (mail in ('daily', 'at once', 'critical only')),
  keys boolean not null default true,
  news_read_to date,
  primary key (partnership_id, account_id),
  foreign key (partnership_id, account_id) references gt.account
);

-- A draft that its writer threw away, for thirty days: a tired person throws away the wrong one.
create table gt.discarded_draft (
  partnership_id uuid not null,
  draft_id uuid not null,
  account_id uuid not null,
  form text not null,
  about text not null default '',
  body jsonb not null,
  version integer not null,
  saved_at timestamptz not null,
  discarded_at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, draft_id),
  foreign key (partnership_id, account_id) references gt.account
);
create index on gt.discarded_draft (partnership_id, account_id, discarded_at desc);
create index discarded_draft_oldest on gt.discarded_draft (discarded_at);

-- Children were passed from one worker to another: told to both. It holds ids, never a name; who may not open a child any more learns nothing from it
-- but how many there were. `came`: to this account; otherwise from it.
create table gt.notice (
  partnership_id uuid not null,
  notice_id uuid not null,
  account_id uuid not null,
  by_account uuid not null,
  came boolean not null,
  people uuid[] not null,
  other_account uuid,
  from_on date not null,
  reason text not null,
  told_at timestamptz not null default clock_timestamp(),
  mailed_at timestamptz,
  seen_at timestamptz,
  primary key (partnership_id, notice_id),
  foreign key (partnership_id, account_id) references gt.account,
  foreign key (partnership_id, by_account) references gt.account (partnership_id, account_id)
);
create index on gt.notice (partnership_id, account_id, told_at desc);
create index on gt.notice (partnership_id, by_account);
create index notice_unmailed on gt.notice (told_at) where mailed_at is null;

-- The people whose page somebody opened last are read from their own access lines, newest first: what a page writes anyway, and nothing more.
create index access_line_people on gt.access_line (partnership_id, account_id, at desc) where route = 'GET /people/:person';
reset role;

grant select on gt.access_line to gt_deriver;

-- The people whose page the asker opened last, newest first. What may no longer be opened is left out by the policies of whoever reads their names.
create function gt.lately_opened(p uuid, most integer) returns table (subject_id uuid, at timestamptz)
  language sql stable security definer set search_path = ''
  as $$
    select l.subject, max(l.at) as at from (
      select a.subject_ids[1] as subject, a.at from gt.access_line a
      where a.partnership_id = p and a.route = 'GET /people/:person'
        and a.account_id = (select m.account_id from gt.me() m where m.partnership_id = p)
      order by a.at desc limit 60) l
    group by l.subject order by 2 desc limit most
  $$;

-- To whom each finding about a subject was told, and who took notice: for whoever may read the finding itself.
create function gt.told_of(p uuid, subject uuid)
  returns table (rule text, key text, level text, account_id uuid, duty text, step integer, told_at timestamptz, acknowledged_at timestamptz, acknowledged_by uuid)
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    if gt.works_with(p, subject) is distinct from 'now' then return; end if;
    return query
      select a.rule, a.key, a.level, a.account_id, a.duty, a.step, a.told_at, a.acknowledged_at, a.acknowledged_by
      from gt.me() m
      join gt.finding f on f.partnership_id = p and f.subject_id = subject and (f.layer = 'open' or f.agency_id = m.agency_id)
      join gt.announcement a on a.partnership_id = p and a.subject_id = subject and a.rule = f.rule and a.key = f.key
      where m.partnership_id = p and (
        (f.queue = any (m.queues) and 'queue/finding' = any (m.grants))
        or a.account_id = m.account_id
        or exists (select from gt.reach r where r.partnership_id = p and r.subject_id = subject and r.holder_id = any (m.holders)
          and r.from_at <= m.at and r.until_at > m.at
          and ((r.relation || '/finding') = any (m.grants) or (r.relation = any (f.told_to) and (r.relation || '/finding-told') = any (m.grants)))));
  end $$;

-- Findings that stand about some subjects and are to be told to a duty that nobody holds: an alert that reaches nobody. For whoever works with them now.
grant execute on function gt.holding_duty(uuid, uuid, text, timestamptz, boolean) to gt_deriver;
create function gt.told_to_nobody(p uuid, subjects uuid[]) returns table (subject_id uuid, rule text, key text, duty text)
  language sql stable security definer set search_path = ''
  as $$
    select f.subject_id, f.rule, f.key, t.value ->> 'to'
    from gt.me() m
    cross join (select distinct u.id from unnest(subjects) as u(id)) s
    join gt.finding f on f.partnership_id = p and f.subject_id = s.id and f.from_at <= m.at and f.until_at > m.at
      and (f.layer = 'open' or f.agency_id = m.agency_id)
      and (f.shows_due <= m.at or f.shows_overdue <= m.at or f.shows_critical <= m.at or f.shows_gate <= m.at)
    cross join lateral jsonb_array_elements(f.told) t
    where m.partnership_id = p and gt.works_with(p, s.id) = 'now' and (t.value ->> 'from')::timestamptz <= m.at
      and not exists (select from gt.holding_duty(p, f.subject_id, t.value ->> 'to', m.at, false))
  $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.lately_opened(uuid, integer)', 'gt.told_of(uuid, uuid)', 'gt.told_to_nobody(uuid, uuid[])'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_app';
  end loop;
end $$;

-- Whom a mail about children passed on is still to follow (nobody whose account is switched off); and the end of words that were thrown away long enough ago.
grant select on gt.notice to gt_announcer;
create function gt.notices_unmailed(most integer) returns table (partnership_id uuid, account_id uuid)
  language sql stable security definer set search_path = ''
  as $$
    select distinct n.partnership_id, n.account_id from (
      select x.partnership_id, x.account_id from gt.notice x join gt.account a on a.partnership_id = x.partnership_id and a.account_id = x.account_id and a.active
      where x.mailed_at is null order by x.told_at limit most) n
  $$;
alter function gt.notices_unmailed(integer) owner to gt_announcer;
revoke all on function gt.notices_unmailed(integer) from public;
grant execute on function gt.notices_unmailed(integer) to gt_worker;

grant select, delete on gt.discarded_draft to gt_jobs;
create function gt.forget_discarded(before timestamptz) returns integer
  language plpgsql security definer set search_path = ''
  as $$
  declare
    gone integer;
  begin
    delete from gt.discarded_draft d where d.discarded_at < before;
    get diagnostics gone = row_count;
    return gone;
  end $$;
alter function gt.forget_discarded(timestamptz) owner to gt_jobs;
revoke all on function gt.forget_discarded(timestamptz) from public;
grant execute on function gt.forget_discarded(timestamptz) to gt_worker;
