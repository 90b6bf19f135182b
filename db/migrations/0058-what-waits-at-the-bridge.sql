-- What waits in one's own queue, each with the few things it is sorted, filtered and counted by. A queue that nobody empties has thousands of concerns, and its
-- counts are of all of them: judged under the policies, each finding of each concern would be asked anew whether the asker may read it. Here it is asked once
-- for a concern (is it in a queue of the asker's, and does it let them in?) and once for all (does the asker's role read the findings and the involvements of its
-- queue?), which is what the policies ask of them. What a row of the queue then says of a concern is read under the policies.

-- `hold`: what the hold of the concern says of it. Of what the role does not read of its queue nothing is said, and of what is another agency's alone neither.
create function gt.waiting_in_queue(p uuid)
  returns table (subject_id uuid, since timestamptz, due_on date, due_at timestamptz, danger boolean, unaware boolean, asked boolean, hold jsonb, hold_on date, screener uuid)
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  declare
    who gt.actor;
    findings boolean;
    involvements boolean;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found then return; end if;
    findings := 'queue/finding' = any (who.grants);
    involvements := 'queue/involvement' = any (who.grants);
    return query
      with waiting as materialized (
        select r.subject_id, min(r.from_at) as since from gt.reach r
        where r.partnership_id = p and r.holder_id = any (who.holders) and r.relation = 'queue' and r.from_at <= who.at and r.until_at > who.at
          and case when r.guarded then gt.lets_in(p, r.subject_id, who.account_id) else true end
        group by r.subject_id
      ), found as (
        select w.subject_id, f.rule, f.key, f.due_on, f.due_at, case when f.rule = 'bridge-hold' and f.layer = 'open' then f.facts end as hold
        from waiting w join gt.finding f on f.partnership_id = p and f.subject_id = w.subject_id and f.until_at > who.at
        -- The hold of what came out of hours begins with the opening, and tells of it before.
        where findings and (f.from_at <= who.at or f.rule = 'bridge-hold')
          and f.rule in ('referral-decision-due', 'immediate-danger', 'family-unaware', 'agency-check-unanswered', 'bridge-hold')
          and (f.layer = 'open' or f.agency_id = who.agency_id)
      ), judged as (
        select f.subject_id, min(f.due_on) filter (where f.rule = 'referral-decision-due') as due_on,
          min(f.due_at) filter (where f.rule = 'referral-decision-due') as due_at,
          bool_or(f.rule = 'immediate-danger') as danger, bool_or(f.rule = 'family-unaware') as unaware, bool_or(f.rule = 'agency-check-unanswered') as asked,
          (array_agg(f.hold order by f.due_at, f.key) filter (where f.hold is not null))[1] as hold,
          min(f.due_on) filter (where f.rule = 'bridge-hold') as hold_on
        from found f group by f.subject_id
      ), taken as (
        select distinct on (w.subject_id) w.subject_id, i.holder_id
        from waiting w join gt.involvement i on i.partnership_id = p and i.subject_id = w.subject_id and i.relation = 'screener' and i.form = 'account'
          and i.from_at <= who.at and i.until_at > who.at
        where involvements
        order by w.subject_id, i.from_at desc
      )
      select w.subject_id, w.since, j.due_on, j.due_at, coalesce(j.danger, false), coalesce(j.unaware, false), coalesce(j.asked, false), j.hold, j.hold_on, t.holder_id
      from waiting w left join judged j on j.subject_id = w.subject_id left join taken t on t.subject_id = w.subject_id;
  end $$;
alter function gt.waiting_in_queue(uuid) owner to gt_deriver;
revoke all on function gt.waiting_in_queue(uuid) from public;
grant execute on function gt.waiting_in_queue(uuid) to gt_app;
