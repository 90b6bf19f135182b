-- An agency that is asked to do something, or that raised a challenge or answers one, is told through its safeguarding lead; where it has none, through everybody of it who may answer.
-- A team is told through whoever manages it. An agency that is invited to a meeting is told as one that is asked for a check, and somebody invited in their own name is told what is
-- asked of their agency.
create or replace function gt.holding_duty(p uuid, subject uuid, duty text, at timestamptz, out_of_hours boolean) returns setof uuid
  language sql stable security definer set search_path = ''
  as $$
    with held as (
      select r.holder_id, r.relation from gt.reach r
      where r.partnership_id = p and r.subject_id = subject and r.from_at <= holding_duty.at and r.until_at > holding_duty.at
        and case duty when 'service-manager' then r.relation = 'manager' when 'agency-safeguarding-lead' then r.relation in ('agency', 'checked', 'invited')
          else r.relation = duty end),
    carries as (
      select case duty when 'lead' then array['social-worker'] when 'manager' then array['team-manager'] when 'chair' then array['conference-chair']
        when 'screener' then array['bridge-screener', 'bridge-social-worker'] when 'bridge-manager' then array['bridge-manager']
        when 'challenger' then array['team-manager', 'bridge-manager', 'service-manager', 'safeguarding-unit-manager']
        when 'challenged' then array['team-manager', 'bridge-manager', 'service-manager', 'safeguarding-unit-manager'] end as roles),
    leads as (
      select a.account_id, a.agency_id from held h
      join gt.account a on a.partnership_id = p and a.agency_id = h.holder_id and a.active and a.role in ('school-safeguarding-lead', 'agency-safeguarding-lead')
      where duty in ('agency-safeguarding-lead', 'action-owner', 'challenger', 'challenged'))
    select a.account_id from held h join gt.account a on a.partnership_id = p and a.account_id = h.holder_id and a.active
      where duty not in ('service-manager', 'agency-safeguarding-lead')
    union
    select a.account_id from held h
      join gt.team_member tm on tm.partnership_id = p and tm.team_id = h.holder_id and tm.from_at <= holding_duty.at and tm.until_at > holding_duty.at
      join gt.account a on a.partnership_id = p and a.account_id = tm.account_id and a.active
      cross join carries c
      where duty not in ('service-manager', 'agency-safeguarding-lead') and (c.roles is null or a.role = any (c.roles))
    union
    select l.account_id from leads l
    union
    -- Somebody invited in their own name is told of what is asked of their agency.
    select a.account_id from held h join gt.account a on a.partnership_id = p and a.account_id = h.holder_id and a.active
      where duty = 'agency-safeguarding-lead' and h.relation = 'invited'
    union
    select a.account_id from held h
      join gt.account a on a.partnership_id = p and a.agency_id = h.holder_id and a.active
      join gt.role_grants g on g.role = a.role and 'checked/append:agency-check-answered' = any (g.grants)
      where duty = 'agency-safeguarding-lead' and h.relation = 'checked' and not exists (select from leads l where l.agency_id = h.holder_id)
    union
    select a.account_id from held h
      join gt.account a on a.partnership_id = p and a.agency_id = h.holder_id and a.active
      join gt.role_grants g on g.role = a.role
      where not exists (select from leads l where l.agency_id = h.holder_id)
        and ((duty = 'action-owner' and 'action-owner/append:action-answered' = any (g.grants)) or (duty = 'challenged' and 'challenged/append:challenge-answered' = any (g.grants))
          or (duty = 'challenger' and 'challenger/append:challenge-resolved' = any (g.grants)))
    union
    select s.account_id from held h
      left join gt.team t on t.partnership_id = p and t.team_id = h.holder_id
      left join gt.account m on m.partnership_id = p and m.account_id = h.holder_id
      join gt.account s on s.partnership_id = p and s.agency_id = coalesce(t.agency_id, m.agency_id) and s.active and s.role = 'service-manager'
      where duty = 'service-manager'
    union
    -- The Bridge's own duties belong to whoever works its queue, unless a screener is named; so does the duty desk within hours.
    select a.account_id from gt.team t
      join gt.team_member tm on tm.partnership_id = p and tm.team_id = t.team_id and tm.from_at <= holding_duty.at and tm.until_at > holding_duty.at
      join gt.account a on a.partnership_id = p and a.account_id = tm.account_id and a.active
      where t.partnership_id = p and t.queue = 'bridge' and (
        (duty = 'screener' and a.role in ('bridge-screener', 'bridge-social-worker')
          and not exists (select from held h join gt.account n on n.partnership_id = p and n.account_id = h.holder_id))
        or (duty = 'bridge-manager' and a.role = 'bridge-manager')
        or (duty = 'duty' and not out_of_hours and a.role = 'bridge-manager'))
    union
    select a.account_id from gt.account a
      where duty = 'duty' and out_of_hours and a.partnership_id = p and a.role = 'emergency-duty-worker' and a.active
  $$;
