-- As before, and what somebody of a landlord was asked to do is closed with the children it was asked for, and keeps out whoever is kept out of one of them, before or after.
create or replace function gt.what_follows_keeps_out() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if tg_table_name = 'entry_part' then
      insert into gt.excluded (partnership_id, subject_id, account_id)
        select distinct e.partnership_id, e.subject_id, x.account_id
        from gt.entry e
        cross join lateral (
          select new.facts ->> 'askedBy' as id where e.kind = 'action'
          union all select new.facts ->> w.name from (values ('meeting'), ('concern'), ('action')) as w(name) where e.kind = 'challenge'
          union all select c.id from jsonb_array_elements_text(new.facts -> 'children') as c(id)) as of
        join gt.excluded x on x.partnership_id = e.partnership_id and x.subject_id = any (gt.one_record(e.partnership_id, array[of.id::uuid]))
        where e.partnership_id = new.partnership_id and e.entry_id = new.entry_id and e.kind in ('action', 'challenge') and of.id is not null
        on conflict do nothing;
    elsif tg_op = 'INSERT' then
      insert into gt.excluded (partnership_id, subject_id, account_id)
        select distinct s.partnership_id, s.subject_id, new.account_id
        from gt.entry e
        join gt.entry_part q on q.partnership_id = e.partnership_id and q.entry_id = e.entry_id and q.field_group = 'record'
        join gt.subject s on s.partnership_id = e.partnership_id and s.form = 'matter'
          and s.subject_id = (case e.kind when 'meeting-action' then q.facts ->> 'action' when 'housing-liaison' then q.facts ->> 'task' else q.facts ->> 'challenge' end)::uuid
        where e.partnership_id = new.partnership_id and e.subject_id = new.subject_id and e.kind in ('meeting-action', 'housing-liaison', 'challenge-about', 'meeting-dissent')
        on conflict do nothing;
    else
      -- Taken back: unless something else that it follows from still keeps them out.
      delete from gt.excluded x using gt.entry e
        join gt.entry_part q on q.partnership_id = e.partnership_id and q.entry_id = e.entry_id and q.field_group = 'record'
        where e.partnership_id = old.partnership_id and e.subject_id = old.subject_id and e.kind in ('meeting-action', 'housing-liaison', 'challenge-about', 'meeting-dissent')
          and x.partnership_id = e.partnership_id and x.account_id = old.account_id
          and x.subject_id = (case e.kind when 'meeting-action' then q.facts ->> 'action' when 'housing-liaison' then q.facts ->> 'task' else q.facts ->> 'challenge' end)::uuid
          and not exists (select from gt.entry o
            join gt.entry_part c on c.partnership_id = o.partnership_id and c.entry_id = o.entry_id and c.field_group = 'record'
            cross join lateral (
              select c.facts ->> w.name as id from (values ('meeting'), ('concern'), ('action')) as w(name)
              union all select k.id from jsonb_array_elements_text(c.facts -> 'children') as k(id)) as of
            join gt.excluded y on y.partnership_id = o.partnership_id and y.subject_id = of.id::uuid and y.account_id = old.account_id
            where o.partnership_id = e.partnership_id and o.subject_id = x.subject_id and o.kind in ('challenge', 'action') and of.id is not null);
    end if;
    return null;
  end $$;

create or replace function gt.what_follows(p uuid, subject uuid) returns setof uuid
  language sql stable security definer set search_path = ''
  as $$
    select distinct s.subject_id
    from gt.entry e
    join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = 'record'
    join gt.subject s on s.partnership_id = p and s.form = 'matter' and s.subject_id = (case e.kind
      when 'meeting-about' then q.facts ->> 'meeting' when 'meeting-action' then q.facts ->> 'action' when 'housing-liaison' then q.facts ->> 'task' else q.facts ->> 'challenge' end)::uuid
    where e.partnership_id = p and e.subject_id = subject and e.kind in ('meeting-about', 'meeting-action', 'housing-liaison', 'challenge-about', 'meeting-dissent')
  $$;


-- No child is on a plan without a conference about that child that decided for one: of whichever of the records that are read as one, in whichever of its versions.
create or replace function gt.plan_rests_on_conference() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if not exists (select from gt.entry e
        join gt.entry v on v.partnership_id = e.partnership_id and (v.entry_id = e.entry_id or v.corrects = e.entry_id)
        join gt.entry_part q on q.partnership_id = v.partnership_id and q.entry_id = v.entry_id and q.field_group = 'record' and q.facts @> '{"plan": true}'
        where e.partnership_id = new.partnership_id and e.entry_id = new.entry_id and e.kind = 'conference'
          and e.subject_id = any (gt.one_record(new.partnership_id, array[new.subject_id]))) then
      raise exception 'a child protection plan rests on the decision of a conference' using errcode = 'check_violation', constraint = 'plan_rests_on_conference';
    end if;
    return new;
  end $$;
