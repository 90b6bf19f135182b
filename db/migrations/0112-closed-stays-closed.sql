-- A record that is closed to most closes what is told of it elsewhere: the meetings about the child, the actions they ask for and the challenges about either, whether it
-- is closed before or after. No team and no agency as a whole reads them on; whoever was asked in their own name does, and whoever is named on every record that is closed.

-- What a matter is about: its children, and what it follows from.
create function gt.is_about(p uuid, matter uuid) returns setof uuid
  language sql stable security definer set search_path = ''
  as $$
    select distinct of.id::uuid
    from gt.entry e
    join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = 'record'
    cross join lateral (
      select q.facts ->> 'askedBy' as id where e.kind = 'action'
      union all select q.facts ->> w.name from (values ('meeting'), ('concern'), ('action')) as w(name) where e.kind = 'challenge'
      union all select c.id from jsonb_array_elements_text(q.facts -> 'children') as c(id)) as of
    where e.partnership_id = p and e.subject_id = matter and e.kind in ('meeting', 'action', 'challenge') and of.id is not null
  $$;

-- The matters that stand on a record's thread: meetings and challenges about a child, what a meeting asked for and what was challenged in it.
create function gt.what_follows(p uuid, subject uuid) returns setof uuid
  language sql stable security definer set search_path = ''
  as $$
    select distinct s.subject_id
    from gt.entry e
    join gt.entry_part q on q.partnership_id = p and q.entry_id = e.entry_id and q.field_group = 'record'
    join gt.subject s on s.partnership_id = p and s.form = 'matter' and s.subject_id = (case e.kind
      when 'meeting-about' then q.facts ->> 'meeting' when 'meeting-action' then q.facts ->> 'action' else q.facts ->> 'challenge' end)::uuid
    where e.partnership_id = p and e.subject_id = subject and e.kind in ('meeting-about', 'meeting-action', 'challenge-about', 'meeting-dissent')
  $$;

-- Closes a matter, opens it again, or names others, as what it is about now stands. A matter is never closed for itself.
create function gt.close_with(p uuid, matter uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$
  declare
    closed uuid[];
    named uuid[];
  begin
    closed := array(select c.subject_id from gt.closed_to_most c where c.partnership_id = p
      and c.subject_id = any (gt.one_record(p, array(select a.id from gt.is_about(p, matter) as a(id)))));
    if closed = '{}' then
      delete from gt.closed_to_most c where c.partnership_id = p and c.subject_id = matter;
      delete from gt.named_only n where n.partnership_id = p and n.subject_id = matter;
      return;
    end if;
    named := array(
      select r.holder_id from gt.reach r where r.partnership_id = p and r.subject_id = matter and gt.is_account(p, r.holder_id)
      union
      select n.account_id from gt.named_only n where n.partnership_id = p and n.subject_id = any (closed)
        group by n.account_id having count(*) = cardinality(closed));
    delete from gt.named_only n where n.partnership_id = p and n.subject_id = matter and n.account_id <> all (named);
    insert into gt.named_only (partnership_id, subject_id, account_id) select p, matter, n.id from unnest(named) as n(id) on conflict do nothing;
    insert into gt.closed_to_most (partnership_id, subject_id) values (p, matter) on conflict do nothing;
  end $$;

create function gt.what_follows_is_closed() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  declare
    p uuid := case when tg_op = 'DELETE' then old.partnership_id else new.partnership_id end;
  begin
    if tg_table_name = 'entry_part' then
      perform gt.close_with(p, s.subject_id) from gt.entry e
        join gt.subject s on s.partnership_id = p and s.form = 'matter'
          and s.subject_id = case e.kind when 'meeting-about' then (new.facts ->> 'meeting')::uuid else e.subject_id end
        where e.partnership_id = p and e.entry_id = new.entry_id and e.kind in ('meeting-about', 'action', 'challenge');
    elsif tg_table_name = 'reach' then
      -- Asked in their own name after it was closed.
      insert into gt.named_only (partnership_id, subject_id, account_id)
        select p, s.subject_id, new.holder_id from gt.subject s join gt.closed_to_most c using (partnership_id, subject_id)
        where s.partnership_id = p and s.subject_id = new.subject_id and s.form = 'matter' and gt.is_account(p, new.holder_id)
        on conflict do nothing;
    else
      perform gt.close_with(p, f.id) from gt.what_follows(p, case when tg_op = 'DELETE' then old.subject_id else new.subject_id end) as f(id);
    end if;
    return null;
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.is_about(uuid, uuid)', 'gt.what_follows(uuid, uuid)', 'gt.close_with(uuid, uuid)', 'gt.what_follows_is_closed()'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
  end loop;
end $$;
grant execute on function gt.what_follows_is_closed() to gt_owner;

set role gt_owner;
create trigger what_follows_is_closed after insert on gt.entry_part for each row
  when (new.facts ? 'meeting' or new.facts ? 'askedBy' or new.facts ? 'children') execute function gt.what_follows_is_closed();
create trigger what_follows_is_closed after insert on gt.reach for each row when (new.guarded) execute function gt.what_follows_is_closed();
create trigger what_follows_is_closed after insert or delete on gt.closed_to_most for each row execute function gt.what_follows_is_closed();
create trigger what_follows_is_closed after insert or delete on gt.named_only for each row execute function gt.what_follows_is_closed();
reset role;

-- Those that stand already, the meetings before what follows from them.
do $$
declare
  one record;
begin
  for one in select c.partnership_id, c.subject_id from gt.closed_to_most c loop
    perform gt.close_with(one.partnership_id, f.id) from gt.what_follows(one.partnership_id, one.subject_id) as f(id);
  end loop;
end $$;
