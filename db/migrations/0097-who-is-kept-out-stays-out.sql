-- Whoever is kept out of a child's record, or of a meeting, is kept out of what follows from it: the actions it asks for and the challenges about it, though their agency or
-- their team stands on one side of it. From when either is told.
create function gt.what_follows_keeps_out() returns trigger
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
          union all select c.id from jsonb_array_elements_text(case when e.kind = 'challenge' then new.facts -> 'children' end) as c(id)) as of
        join gt.excluded x on x.partnership_id = e.partnership_id and x.subject_id = any (gt.one_record(e.partnership_id, array[of.id::uuid]))
        where e.partnership_id = new.partnership_id and e.entry_id = new.entry_id and e.kind in ('action', 'challenge') and of.id is not null
        on conflict do nothing;
    elsif tg_op = 'INSERT' then
      insert into gt.excluded (partnership_id, subject_id, account_id)
        select distinct s.partnership_id, s.subject_id, new.account_id
        from gt.entry e
        join gt.entry_part q on q.partnership_id = e.partnership_id and q.entry_id = e.entry_id and q.field_group = 'record'
        join gt.subject s on s.partnership_id = e.partnership_id and s.form = 'matter'
          and s.subject_id = (case e.kind when 'meeting-action' then q.facts ->> 'action' else q.facts ->> 'challenge' end)::uuid
        where e.partnership_id = new.partnership_id and e.subject_id = new.subject_id and e.kind in ('meeting-action', 'challenge-about', 'meeting-dissent')
        on conflict do nothing;
    else
      -- Taken back: unless something else that it follows from still keeps them out.
      delete from gt.excluded x using gt.entry e
        join gt.entry_part q on q.partnership_id = e.partnership_id and q.entry_id = e.entry_id and q.field_group = 'record'
        where e.partnership_id = old.partnership_id and e.subject_id = old.subject_id and e.kind in ('meeting-action', 'challenge-about', 'meeting-dissent')
          and x.partnership_id = e.partnership_id and x.account_id = old.account_id
          and x.subject_id = (case e.kind when 'meeting-action' then q.facts ->> 'action' else q.facts ->> 'challenge' end)::uuid
          and not exists (select from gt.entry o
            join gt.entry_part c on c.partnership_id = o.partnership_id and c.entry_id = o.entry_id and c.field_group = 'record'
            cross join lateral (
              select c.facts ->> w.name as id from (values ('meeting'), ('concern'), ('action')) as w(name)
              union all select k.id from jsonb_array_elements_text(c.facts -> 'children') as k(id)) as of
            join gt.excluded y on y.partnership_id = o.partnership_id and y.subject_id = of.id::uuid and y.account_id = old.account_id
            where o.partnership_id = e.partnership_id and o.subject_id = x.subject_id and o.kind = 'challenge' and of.id is not null);
    end if;
    return null;
  end $$;
alter function gt.what_follows_keeps_out() owner to gt_deriver;
revoke all on function gt.what_follows_keeps_out() from public;
grant execute on function gt.what_follows_keeps_out() to gt_owner;

-- As before, and whoever put an outcome right has written it too, and does not sign it.
create or replace function gt.second_person_signs() returns trigger
  language plpgsql set search_path = ''
  as $$
  begin
    if session_user <> 'gt_import' and not exists (select from gt.entry o
        where o.partnership_id = new.partnership_id and o.entry_id = new.answers and o.subject_id = new.subject_id
          and o.kind = 'enquiry-outcome' and o.author_id <> new.author_id
          and not exists (select from gt.entry v where v.partnership_id = o.partnership_id and v.corrects = o.entry_id and v.author_id = new.author_id)) then
      raise exception 'the outcome of an enquiry is signed by a second person' using errcode = 'check_violation';
    end if;
    return null;
  end $$;

set role gt_owner;
create trigger what_follows_keeps_out after insert on gt.entry_part for each row
  when (new.facts ? 'askedBy' or new.facts ? 'children') execute function gt.what_follows_keeps_out();
create trigger what_follows_keeps_out after insert or delete on gt.excluded for each row execute function gt.what_follows_keeps_out();
reset role;
