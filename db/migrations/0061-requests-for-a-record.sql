-- Requests for a copy of a record: whoever keeps the records sees which wait and until when, and nothing is destroyed while one does.
set role gt_owner;
create index finding_access_request on gt.finding (partnership_id, due_on, subject_id) where rule = 'access-request-due';
reset role;

-- Is something of these records kept for a legal reason, or asked for? What was taken back or ended holds no longer; an end that was taken back ends nothing.
create or replace function gt.holds_stand(p uuid, ids uuid[]) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from gt.entry h where h.partnership_id = p and h.subject_id = any (ids) and h.kind in ('legal-hold', 'access-asked') and h.corrects is null
      and not exists (select from gt.entry w where w.partnership_id = p and w.corrects = h.entry_id and w.withdraws)
      and not exists (select from gt.entry x where x.partnership_id = p and x.answers = h.entry_id
        and x.kind = case h.kind when 'legal-hold' then 'legal-hold-ended' else 'access-answered' end and x.corrects is null
        and not exists (select from gt.entry w where w.partnership_id = p and w.corrects = x.entry_id and w.withdraws)))
  $$;

-- The requests that wait for an answer, the first due first: of one person, or of everybody.
create function gt.requests_waiting(p uuid, subject uuid, most integer)
  returns table (subject_id uuid, name text, request_id uuid, asked_on date, asked_by text, due_on date, extended boolean)
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    who gt.actor := gt.keeper(p);
  begin
    if who.account_id is null then return; end if;
    return query
      select f.subject_id, nullif(trim(n.given || ' ' || n.family), ''), e.entry_id, e.happened_on, r.facts ->> 'by', f.due_on,
        exists (select from gt.entry x where x.partnership_id = p and x.answers = e.entry_id and x.kind = 'access-extended')
      from gt.finding f
      join gt.entry e on e.partnership_id = p and e.entry_id = any (f.evidence) and e.kind = 'access-asked'
      join gt.entry_part r on r.partnership_id = p and r.entry_id = e.entry_id and r.field_group = 'record'
      left join gt.person n on n.partnership_id = p and n.subject_id = f.subject_id
      where f.partnership_id = p and f.rule = 'access-request-due' and f.layer = 'open' and f.until_at = 'infinity'
        and (requests_waiting.subject is null or f.subject_id = requests_waiting.subject) and gt.lets_in(p, f.subject_id, who.account_id)
      order by f.due_on, f.subject_id, e.entry_id limit most;
  end $$;
alter function gt.requests_waiting(uuid, uuid, integer) owner to gt_records;
revoke all on function gt.requests_waiting(uuid, uuid, integer) from public;
grant execute on function gt.requests_waiting(uuid, uuid, integer) to gt_app;
