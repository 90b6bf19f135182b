-- A record that is opened in an emergency by somebody who does not work with the child: the register of every such opening, who was told of it, and how it was
-- reviewed. The child's own thread says it too. Nothing here is written but by the functions below.
set role gt_owner;

create table gt.opening (
  partnership_id uuid not null,
  -- The entry on the child's thread that says the same.
  opening_id uuid not null,
  subject_id uuid not null,
  account_id uuid not null,
  agency_id uuid not null,
  role text not null,
  category text not null,
  reference text not null check (length(reference) between 1 and 200),
  reason text not null check (length(reason) <= 4000),
  opened_at timestamptz not null,
  until_at timestamptz not null,
  -- The last day by which somebody outside the opener's team reviews it.
  review_due date not null,
  -- Who confirmed it, where somebody opened so many in a day that a second person is asked for.
  second_account uuid,
  reviewed_at timestamptz,
  reviewed_by uuid,
  outcome text,
  primary key (partnership_id, opening_id),
  foreign key (partnership_id, subject_id) references gt.subject,
  foreign key (partnership_id, account_id) references gt.account,
  foreign key (partnership_id, second_account) references gt.account (partnership_id, account_id),
  foreign key (partnership_id, reviewed_by) references gt.account (partnership_id, account_id),
  check (until_at >= opened_at and until_at <= opened_at + interval '12 hours')
);
create index on gt.opening (partnership_id, account_id, until_at);
create index on gt.opening (partnership_id, subject_id);
create index on gt.opening (partnership_id, second_account) where second_account is not null;
create index on gt.opening (partnership_id, reviewed_by) where reviewed_by is not null;
create index opening_waiting on gt.opening (partnership_id, review_due, opening_id) where reviewed_at is null;
create index opening_newest on gt.opening (partnership_id, opened_at desc, opening_id);

-- Who was told of an opening at once: whoever answers for the record, the opener's own manager, the manager of the team that works with the child.
create table gt.opening_told (
  partnership_id uuid not null,
  opening_id uuid not null,
  account_id uuid not null,
  told_at timestamptz not null default clock_timestamp(),
  mailed_at timestamptz,
  primary key (partnership_id, opening_id, account_id),
  foreign key (partnership_id, opening_id) references gt.opening,
  foreign key (partnership_id, account_id) references gt.account
);
create index on gt.opening_told (partnership_id, account_id, told_at desc);
create index opening_unmailed on gt.opening_told (told_at) where mailed_at is null;

create index on gt.account (partnership_id, role);
grant select, insert, update on gt.opening to gt_deriver;
grant select, insert on gt.opening_told to gt_deriver;
grant select, update on gt.opening_told to gt_announcer;
reset role;

-- The words of the name of an account, without accents: what is compared with names on record.
create function gt.words_of_account(p uuid, a uuid) returns text[]
  language sql stable security definer set search_path = ''
  as $$
    select string_to_array(trim(regexp_replace(lower(regexp_replace(normalize(x.name, NFD), '[\u0300-\u036f''’]', '', 'g')), '[^a-z]+', ' ', 'g')), ' ')
    from gt.account x where x.partnership_id = p and x.account_id = a
  $$;

-- Has this session's owner shown two factors within the last ten minutes?
create function gt.proved_lately(hash bytea) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from gt.me() m join gt.session s on s.partnership_id = m.partnership_id and s.account_id = m.account_id
      where s.session_hash = hash and s.ends_at > m.at and s.proved_at > m.at - interval '10 minutes')
  $$;

-- Somebody else confirms with a code of their own, which is used up: an account that may itself ask whether a child is known.
create function gt.confirmed_by(p uuid, a uuid, step bigint) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if not exists (select from gt.account x join gt.role_grants g on g.role = x.role
        where x.partnership_id = p and x.account_id = a and x.active and 'anyone/known' = any (g.grants)) then return false; end if;
    update gt.credential c set otp_step = step, failures = 0, locked_until = null
      where c.partnership_id = p and c.account_id = a and c.otp_step < step and (c.locked_until is null or c.locked_until <= clock_timestamp());
    return found;
  end $$;

-- Whom to tell of an opening: everybody who answers for the record, the managers of the opener's teams, and those of the teams that manage the child's case.
create function gt.those_to_tell(p uuid, opener uuid, subject uuid) returns table (account_id uuid)
  language sql stable security definer set search_path = ''
  as $$
    select a.account_id from gt.account a
      where a.partnership_id = p and a.active and a.account_id <> opener and a.role in (select g.role from gt.role_grants g where 'anyone/openings' = any (g.grants))
    union
    select a.account_id from gt.team_member mine
      join gt.team_member theirs on theirs.partnership_id = p and theirs.team_id = mine.team_id and theirs.until_at > clock_timestamp()
      join gt.account a on a.partnership_id = p and a.account_id = theirs.account_id and a.active and a.account_id <> opener
      where mine.partnership_id = p and mine.account_id = opener and mine.until_at > clock_timestamp()
        and a.role in (select g.role from gt.role_grants g where 'anyone/openings-of-team' = any (g.grants))
    union
    select a.account_id from gt.reach r
      join gt.team_member t on t.partnership_id = p and t.team_id = r.holder_id and t.until_at > clock_timestamp()
      join gt.account a on a.partnership_id = p and a.account_id = t.account_id and a.active and a.account_id <> opener
      where r.partnership_id = p and r.subject_id = subject and r.relation = 'manager' and r.from_at <= clock_timestamp() and r.until_at > clock_timestamp()
        and a.role in (select g.role from gt.role_grants g where 'anyone/openings-of-team' = any (g.grants))
  $$;

-- Is this record the account's own, or of somebody at home with a grown-up of that very name?
create function gt.is_own_record(p uuid, subject uuid, account uuid) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    words text[] := gt.words_of_account(p, account);
  begin
    return exists (
      select from (
        select subject as id
        union select near.subject_id from gt.stay mine join gt.stay near on near.partnership_id = p and near.household_id = mine.household_id
          where mine.partnership_id = p and mine.subject_id = subject and mine.until_at > clock_timestamp() and near.until_at > clock_timestamp()) home
      join gt.person n on n.partnership_id = p and n.subject_id = home.id and n.is_a = 'adult'
      join gt.person_key k on k.partnership_id = p and k.subject_id = home.id and k.family_key = any (words) and k.given_key = any (words)
        and k.family_key <> '' and k.given_key <> '');
  end $$;

-- Waits for whatever is appended to a person's records or makes them one, and keeps it out until this transaction ends: what is said of the record meanwhile would
-- not reach what is derived there. Records that were made one with these while it waited are held as well. It sees no more than the function that calls it.
create function gt.hold_heads(p uuid, subject uuid) returns void
  language plpgsql set search_path = ''
  as $$
  declare
    ids uuid[];
    found_now uuid[] := gt.one_record(p, array[subject]);
  begin
    loop
      ids := found_now;
      perform from gt.subject s where s.partnership_id = p and s.subject_id = any (ids) order by s.subject_id for no key update;
      found_now := gt.one_record(p, array[subject]);
      exit when found_now <@ ids;
    end loop;
  end $$;
alter function gt.hold_heads(uuid, uuid) owner to gt_deriver;
revoke all on function gt.hold_heads(uuid, uuid) from public;

-- Opens one child's record to the asker until a moment: only for roles that the matrix lets, and only to somebody who has just shown two factors. What nobody
-- may open this way (excluded from it, closed to most, one's own or one's household's, no child) looks alike: 'closed'. 'second': so many within a day that
-- somebody else has to confirm; 'second-refused': that was not confirmed. 'opened': the record is open to the asker in this very transaction, in which the
-- entry that says so is appended; without the entry it closes again. 'standing': it is open to the asker already.
create function gt.open_in_emergency(p uuid, opening uuid, subject uuid, category text, reference text, reason text, until_at timestamptz, review_due date,
    hash bytea, most integer, second uuid, second_step bigint) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found or not 'break-glass/append:break-glass' = any (who.grants) then return 'closed'; end if;
    if length(trim(reason)) < 40 or trim(reference) = '' then raise exception 'an opening has a reason and a reference' using errcode = 'GT400'; end if;
    if not gt.proved_lately(hash) then return 'prove'; end if;
    -- Two openings at once are counted one after the other.
    perform pg_advisory_xact_lock(hashtextextended('opening ' || who.account_id::text, 0));
    perform gt.hold_heads(p, subject);
    if not gt.lets_in(p, subject, who.account_id) or gt.is_own_record(p, subject, who.account_id)
        or not exists (select from gt.person n where n.partnership_id = p and n.subject_id = open_in_emergency.subject and n.is_a <> 'adult') then
      return 'closed';
    end if;
    if exists (select from gt.opening o where o.partnership_id = p and o.account_id = who.account_id and o.subject_id = open_in_emergency.subject and o.until_at > who.at) then
      return 'standing';
    end if;
    if (select count(*) from gt.opening o where o.partnership_id = p and o.account_id = who.account_id
        and o.until_at > who.at - interval '24 hours' and o.opened_at > who.at - interval '24 hours') >= most then
      if second is null then return 'second'; end if;
      if second = who.account_id or not gt.confirmed_by(p, second, second_step) then return 'second-refused'; end if;
    else
      second := null;
    end if;
    insert into gt.opening (partnership_id, opening_id, subject_id, account_id, agency_id, role, category, reference, reason, opened_at, until_at, review_due, second_account)
      values (p, opening, subject, who.account_id, who.agency_id, who.role, category, reference, reason, who.at, open_in_emergency.until_at, review_due, second);
    insert into gt.opening_told (partnership_id, opening_id, account_id)
      select p, opening, t.account_id from gt.those_to_tell(p, who.account_id, subject) t
      where not exists (select from gt.excluded x where x.partnership_id = p and x.subject_id = open_in_emergency.subject and x.account_id = t.account_id);
    insert into gt.reach (partnership_id, subject_id, key, holder_id, relation, from_at, until_at, hash)
      values (p, subject, opening::text, who.account_id, 'break-glass', who.at, open_in_emergency.until_at, '');
    return 'opened';
  end $$;

-- A review is begun by somebody who answers for the record and stands outside the opener's line: neither the opener nor who confirmed it, and in no team of
-- the opener's. It opens the thread for the entry of the review, and nothing longer than that.
create function gt.begin_review(p uuid, opening uuid) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
    o gt.opening;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found or not 'reviewer/append:break-glass-reviewed' = any (who.grants) then return 'not-found'; end if;
    perform gt.hold_heads(p, x.subject_id) from gt.opening x where x.partnership_id = p and x.opening_id = opening;
    select * into o from gt.opening x where x.partnership_id = p and x.opening_id = opening for update;
    if not found or exists (select from gt.excluded x where x.partnership_id = p and x.subject_id = o.subject_id and x.account_id = who.account_id) then return 'not-found'; end if;
    if o.reviewed_at is not null then return 'reviewed'; end if;
    if who.account_id in (o.account_id, o.second_account) or gt.share_a_team(p, who.account_id, o.account_id) then return 'in-line'; end if;
    if not gt.lets_in(p, o.subject_id, who.account_id) then return 'closed'; end if;
    insert into gt.reach (partnership_id, subject_id, key, holder_id, relation, from_at, until_at, hash)
      values (p, o.subject_id, 'review ' || opening::text, who.account_id, 'reviewer', who.at, who.at + interval '1 minute', '');
    return 'begun';
  end $$;

create function gt.share_a_team(p uuid, one uuid, other uuid) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from gt.team_member a join gt.team_member b on b.partnership_id = p and b.team_id = a.team_id and b.account_id = other and b.until_at > clock_timestamp()
      where a.partnership_id = p and a.account_id = one and a.until_at > clock_timestamp())
  $$;

-- The review stands on the child's thread, in this transaction: the register says so too.
create function gt.end_review(p uuid, opening uuid, outcome text) returns boolean
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    update gt.opening o set reviewed_at = who.at, reviewed_by = who.account_id, outcome = end_review.outcome
      where o.partnership_id = p and o.opening_id = opening and o.reviewed_at is null
        and exists (select from gt.entry e where e.partnership_id = p and e.answers = opening and e.kind = 'break-glass-reviewed'
          and e.author_id = who.account_id and e.written_by = pg_current_xact_id_if_assigned());
    return found;
  end $$;

-- Who was told of openings and has had no mail of it; and, once a day, who answers for the record where a review is late.
create function gt.openings_unmailed(most integer) returns table (partnership_id uuid, account_id uuid)
  language sql stable security definer set search_path = ''
  as $$
    select distinct n.partnership_id, n.account_id from (
      select t.partnership_id, t.account_id from gt.opening_told t join gt.account a on a.partnership_id = t.partnership_id and a.account_id = t.account_id and a.active
      where t.mailed_at is null order by t.told_at limit most) n
  $$;
create function gt.reviews_late(on_day date) returns table (partnership_id uuid, account_id uuid)
  language sql stable security definer set search_path = ''
  as $$
    select distinct o.partnership_id, a.account_id from gt.opening o
    join gt.account a on a.partnership_id = o.partnership_id and a.active and a.role in (select g.role from gt.role_grants g where 'anyone/openings' = any (g.grants))
    where o.reviewed_at is null and o.review_due < on_day
  $$;

-- A row of reach that says a record is open in an emergency stands only on the register, and no longer than it says.
create or replace function gt.mark_new_reach() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if new.relation = 'break-glass' and not exists (select from gt.opening o where o.partnership_id = new.partnership_id and o.opening_id::text = new.key
        and o.subject_id = new.subject_id and o.account_id = new.holder_id and new.from_at >= o.opened_at and new.until_at <= o.until_at) then
      return null;
    end if;
    new.guarded := exists (select from gt.excluded x where x.partnership_id = new.partnership_id and x.subject_id = new.subject_id)
      or exists (select from gt.closed_to_most c where c.partnership_id = new.partnership_id and c.subject_id = new.subject_id);
    return new;
  end $$;

grant select on gt.opening to gt_announcer;
do $$
declare
  f text;
begin
  foreach f in array array['gt.words_of_account(uuid, uuid)', 'gt.proved_lately(bytea)', 'gt.confirmed_by(uuid, uuid, bigint)'] loop
    execute 'alter function ' || f || ' owner to gt_door';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_deriver';
  end loop;
  foreach f in array array['gt.those_to_tell(uuid, uuid, uuid)', 'gt.share_a_team(uuid, uuid, uuid)'] loop
    execute 'alter function ' || f || ' owner to gt_announcer';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_deriver';
  end loop;
  foreach f in array array['gt.openings_unmailed(integer)', 'gt.reviews_late(date)'] loop
    execute 'alter function ' || f || ' owner to gt_announcer';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_worker';
  end loop;
  foreach f in array array['gt.open_in_emergency(uuid, uuid, uuid, text, text, text, timestamptz, date, bytea, integer, uuid, bigint)', 'gt.begin_review(uuid, uuid)',
      'gt.end_review(uuid, uuid, text)', 'gt.is_own_record(uuid, uuid, uuid)'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
    if f not like 'gt.is_own_record%' then execute 'grant execute on function ' || f || ' to gt_app'; end if;
  end loop;
end $$;
grant execute on function gt.me() to gt_door, gt_deriver;
