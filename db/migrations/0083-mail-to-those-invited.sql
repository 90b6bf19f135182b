-- Which of these accounts, and who of these agencies, came into a meeting by an invitation: for whoever is of that meeting themselves. Of an agency that is invited as a whole its
-- safeguarding lead is told, and everybody of it who may answer where it has none.
create function gt.those_invited(p uuid, meeting uuid, asked uuid[], holders uuid[], at timestamptz) returns setof uuid
  language sql stable security definer set search_path = ''
  as $$
    with held as (
      select r.holder_id from gt.reach r where r.partnership_id = p and r.subject_id = meeting and r.holder_id = any (asked)
        and r.relation in ('invited', 'minutes', 'meeting-chair') and r.from_at <= those_invited.at and r.until_at > those_invited.at
        and exists (select from gt.reach o where o.partnership_id = p and o.subject_id = meeting and o.holder_id = any (holders)
          and o.relation in ('meeting-chair', 'minutes', 'invited') and o.from_at <= those_invited.at and o.until_at > those_invited.at)),
    leads as (
      select a.account_id, a.agency_id from held h join gt.account a on a.partnership_id = p and a.agency_id = h.holder_id and a.active
        and a.role = 'school-safeguarding-lead')
    select a.account_id from held h join gt.account a on a.partnership_id = p and a.account_id = h.holder_id and a.active
    union
    select l.account_id from leads l
    union
    select w.account_id from held h cross join lateral (select a.account_id from gt.account a
        join gt.role_grants g on g.role = a.role and 'invited/append:meeting-answered' = any (g.grants)
        where a.partnership_id = p and a.agency_id = h.holder_id and a.active
          and not exists (select from leads l where l.agency_id = h.holder_id)
        order by a.account_id limit 40) w
  $$;
alter function gt.those_invited(uuid, uuid, uuid[], uuid[], timestamptz) owner to gt_announcer;
revoke all on function gt.those_invited(uuid, uuid, uuid[], uuid[], timestamptz) from public;
grant execute on function gt.those_invited(uuid, uuid, uuid[], uuid[], timestamptz) to gt_jobs;

-- Tells each of them by a mail that says only that something waits.
create function gt.mail_those_invited(p uuid, meeting uuid, asked uuid[]) returns integer
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
    one uuid;
    told integer := 0;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found then return 0; end if;
    for one in select a from gt.those_invited(p, meeting, asked, who.holders, clock_timestamp()) a where a <> who.account_id loop
      perform graphile_worker.add_job(
        identifier => 'mail',
        payload => json_build_object('for', json_build_object('partnership', p, 'account', one), 'with', json_build_object('link', '/meetings')),
        job_key => 'mail/' || p || '/' || one || '/meetings');
      told := told + 1;
    end loop;
    return told;
  end $$;
alter function gt.mail_those_invited(uuid, uuid, uuid[]) owner to gt_jobs;
revoke all on function gt.mail_those_invited(uuid, uuid, uuid[]) from public;
grant execute on function gt.mail_those_invited(uuid, uuid, uuid[]) to gt_app, gt_worker;
