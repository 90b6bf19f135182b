-- A record from which somebody is excluded, or that is closed to all but those named, is rare, and every policy has to ask. So a row of reach says itself
-- whether its record is guarded: where it is not, nothing more is asked; where it is, one function answers.
set role gt_owner;
alter table gt.reach add column guarded boolean not null default false;
drop index gt.reach_asked;
create index reach_asked on gt.reach (partnership_id, subject_id, holder_id) include (relation, from_at, until_at, guarded);
reset role;

-- May this account come near this record at all: not excluded from it, and named where it is closed to most.
create function gt.lets_in(p uuid, subject uuid, account uuid) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    return not exists (select from gt.excluded x where x.partnership_id = p and x.subject_id = subject and x.account_id = account)
      and (not exists (select from gt.closed_to_most c where c.partnership_id = p and c.subject_id = subject)
        or exists (select from gt.named_only n where n.partnership_id = p and n.subject_id = subject and n.account_id = account));
  end $$;
alter function gt.lets_in(uuid, uuid, uuid) owner to gt_deriver;
revoke all on function gt.lets_in(uuid, uuid, uuid) from public;
grant execute on function gt.lets_in(uuid, uuid, uuid) to gt_app, gt_worker;

-- A new row of reach takes the mark of its record with it; a guard put up or taken down marks the rows that are there.
create function gt.mark_new_reach() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    new.guarded := exists (select from gt.excluded x where x.partnership_id = new.partnership_id and x.subject_id = new.subject_id)
      or exists (select from gt.closed_to_most c where c.partnership_id = new.partnership_id and c.subject_id = new.subject_id);
    return new;
  end $$;
create function gt.mark_guarded() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  declare
    here record;
  begin
    for here in select * from (values (case when tg_op <> 'DELETE' then new.partnership_id end, case when tg_op <> 'DELETE' then new.subject_id end),
        (case when tg_op <> 'INSERT' then old.partnership_id end, case when tg_op <> 'INSERT' then old.subject_id end)) x (p, subject) where x.p is not null loop
      update gt.reach r set guarded = exists (select from gt.excluded x where x.partnership_id = here.p and x.subject_id = here.subject)
          or exists (select from gt.closed_to_most c where c.partnership_id = here.p and c.subject_id = here.subject)
        where r.partnership_id = here.p and r.subject_id = here.subject;
    end loop;
    return null;
  end $$;
do $$
declare
  f text;
begin
  foreach f in array array['gt.mark_new_reach()', 'gt.mark_guarded()'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_owner';
  end loop;
end $$;
set role gt_owner;
create trigger mark_new_reach before insert on gt.reach for each row execute function gt.mark_new_reach();
create trigger mark_guarded after insert or update or delete on gt.excluded for each row execute function gt.mark_guarded();
create trigger mark_guarded after insert or update or delete on gt.closed_to_most for each row execute function gt.mark_guarded();
reset role;
update gt.reach r set guarded = true
  where exists (select from gt.excluded x where x.partnership_id = r.partnership_id and x.subject_id = r.subject_id)
     or exists (select from gt.closed_to_most c where c.partnership_id = r.partnership_id and c.subject_id = r.subject_id);
