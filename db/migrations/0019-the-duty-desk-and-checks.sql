-- What the Emergency Duty Team was told and still stands: where its page begins, and what the policies ask of it.
set role gt_owner;
create index announcement_on_duty on gt.announcement (partnership_id, account_id, subject_id) where duty = 'duty' and closed_at is null;
reset role;

-- The people of agencies that were asked what they hold about a concern: those at The Bridge where an agency has any, otherwise those there who may answer.
-- Nobody, where the concern does not wait in the queue of these holders.
create function gt.those_asked(p uuid, matter uuid, agencies uuid[], holders uuid[], at timestamptz) returns setof uuid
  language sql stable security definer set search_path = ''
  as $$
    with able as (
      select a.account_id, a.agency_id, a.role from gt.reach r
      join gt.account a on a.partnership_id = p and a.agency_id = r.holder_id and a.active
      join gt.role_grants g on g.role = a.role and 'checked/append:agency-check-answered' = any (g.grants)
      where r.partnership_id = p and r.subject_id = matter and r.holder_id = any (agencies) and r.relation = 'checked' and r.from_at <= those_asked.at and r.until_at > those_asked.at
        and exists (select from gt.reach q where q.partnership_id = p and q.subject_id = matter and q.holder_id = any (holders) and q.relation = 'queue'
          and q.from_at <= those_asked.at and q.until_at > those_asked.at))
    select distinct b.account_id from able b
    where b.role = 'bridge-screener' or not exists (select from able o where o.agency_id = b.agency_id and o.role = 'bridge-screener')
    limit 200
  $$;
alter function gt.those_asked(uuid, uuid, uuid[], uuid[], timestamptz) owner to gt_announcer;
revoke all on function gt.those_asked(uuid, uuid, uuid[], uuid[], timestamptz) from public;
grant execute on function gt.those_asked(uuid, uuid, uuid[], uuid[], timestamptz) to gt_jobs;
grant select on gt.role_grants to gt_announcer;

-- Agencies that the asker has just asked are told by mail that something waits, and no more. Only of a concern in the asker's own queue, and only of
-- agencies that really were asked. Gives how many people are told.
create function gt.mail_those_asked(p uuid, matter uuid, agencies uuid[]) returns integer
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
    one uuid;
    told integer := 0;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found or not 'queue/append:agency-check-asked' = any (who.grants) then return 0; end if;
    for one in select a from gt.those_asked(p, matter, agencies, who.holders, clock_timestamp()) a where a <> who.account_id loop
      perform graphile_worker.add_job(
        identifier => 'mail',
        payload => json_build_object('for', json_build_object('partnership', p, 'account', one), 'with', json_build_object('link', '/checks')),
        job_key => 'mail/' || p || '/' || one || '/checks');
      told := told + 1;
    end loop;
    return told;
  end $$;
alter function gt.mail_those_asked(uuid, uuid, uuid[]) owner to gt_jobs;
revoke all on function gt.mail_those_asked(uuid, uuid, uuid[]) from public;
grant execute on function gt.mail_those_asked(uuid, uuid, uuid[]) to gt_app;
