-- What a page about one person asks of the database beside rows: where the head of the thread stands, and what was known by a moment.
set role gt_owner;
-- A stay that only the whole thread tells (one agency keeps the move to itself) is kept for derivation, which must find who really lives together, and is
-- read by nobody: nothing of it may show in the household that others see.
alter table gt.stay add column layer text not null default 'open' check (layer in ('open', 'restricted'));
-- The newest of one kind (the last visits), however long the thread: a page about a child with thousands of entries costs what any page costs.
create index entry_of_kind on gt.entry (partnership_id, subject_id, kind, happened_at desc, entry_id);
-- Everybody who was ever told to belong to a household, in records since corrected too: who was in the home is asked as it was known on a day.
create index entry_part_household on gt.entry_part (partnership_id, (facts ->> 'household')) where facts ? 'household';
reset role;

grant select on gt.excluded, gt.closed_to_most, gt.named_only, gt.announcement to gt_deriver;

-- Does the asker work with this subject: `now`, or `once` and no longer; null where they never did, or where something is in the way whatever else would
-- open the record (exclusion, restriction). The first steps of every policy, asked once for a subject. (plpgsql keeps its plan from one call to the next.)
create function gt.works_with(p uuid, subject uuid) returns text
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    return (select case
        when exists (select from gt.reach r where r.partnership_id = p and r.subject_id = subject and r.holder_id = any (m.holders)
            and r.from_at <= m.at and r.until_at > m.at)
          or exists (select from gt.announcement t where t.partnership_id = p and t.subject_id = subject and t.account_id = m.account_id
            and t.duty = 'duty' and t.closed_at is null) then 'now'
        when exists (select from gt.reach r where r.partnership_id = p and r.subject_id = subject and r.holder_id = any (m.holders)) then 'once' end
      from gt.me() m where m.partnership_id = p
        and not exists (select from gt.excluded x where x.partnership_id = p and x.subject_id = subject and x.account_id = m.account_id)
        and not exists (select from gt.closed_to_most c where c.partnership_id = p and c.subject_id = subject and not exists (select from gt.named_only n
          where n.partnership_id = p and n.subject_id = subject and n.account_id = m.account_id)));
  end $$;

-- The head of a thread, for the access line of whoever works with the subject: up to when what was shown is complete. Whoever worked with it once learns
-- what form of thread it is, which their own entries there tell as well; no row for anybody else.
create function gt.head_of(p uuid, subject uuid) returns table (form text, known_at timestamptz)
  language plpgsql stable security definer rows 1 set search_path = ''
  as $$
  declare
    works text := gt.works_with(p, subject);
  begin
    if works is null then return; end if;
    return query select s.form, case when works = 'now' then s.known_at end from gt.subject s where s.partnership_id = p and s.subject_id = subject;
  end $$;

-- Every version that was known by a moment, of one subject and of everybody who was ever told to share a household with them: what rules need to say again
-- what was to be said then. Rules must not read through the asker's eyes; so this hands over what the asker may not read, and its one caller lets through
-- only findings that the policies of today would open. Nothing at all for somebody who does not work with the subject.
create function gt.threads_known(p uuid, subject uuid, kinds text[], until timestamptz) returns table (
    subject_id uuid, form text, entry_id uuid, act_id uuid, kind text, happened_on date, happened_at timestamptz, "precision" text, known_at timestamptz,
    author_id uuid, author_role text, agency_id uuid, agency_kind text, audience text, answers uuid, corrects uuid, withdraws boolean, facts jsonb)
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    if gt.works_with(p, subject) is distinct from 'now' then return; end if;
    return query
      with homes as materialized (
        select distinct r.facts ->> 'household' as household from gt.entry e join gt.entry_part r on r.partnership_id = p and r.entry_id = e.entry_id
        where e.partnership_id = p and e.subject_id = subject and e.kind = 'residence' and e.known_at <= until and r.field_group = 'record'),
      near as materialized (
        select subject as id
        union select r.subject_id from homes h join gt.entry_part r on r.partnership_id = p and r.facts ? 'household' and r.facts ->> 'household' = h.household)
      select s.subject_id, s.form, e.entry_id, e.act_id, e.kind, e.happened_on, e.happened_at, e.precision, e.known_at,
             e.author_id, e.author_role, e.agency_id, e.agency_kind, e.audience, e.answers, e.corrects, e.withdraws, r.facts
      from near n
      join gt.subject s on s.partnership_id = p and s.subject_id = n.id
      left join gt.entry e on e.partnership_id = p and e.subject_id = n.id and e.kind = any (kinds) and e.known_at <= until
      left join gt.entry_part r on r.partnership_id = p and r.entry_id = e.entry_id and r.field_group = 'record';
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.works_with(uuid, uuid)', 'gt.head_of(uuid, uuid)', 'gt.threads_known(uuid, uuid, text[], timestamptz)'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
  end loop;
end $$;
grant execute on function gt.head_of(uuid, uuid), gt.threads_known(uuid, uuid, text[], timestamptz) to gt_app;
