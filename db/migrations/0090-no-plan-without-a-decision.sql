-- No child is on a plan without a conference that decided it: the stretch of a plan rests on an entry that is a conference, whoever and whatever writes it.
create function gt.plan_rests_on_conference() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if not exists (select from gt.entry e where e.partnership_id = new.partnership_id and e.entry_id = new.entry_id and e.kind = 'conference') then
      raise exception 'a child protection plan rests on the decision of a conference' using errcode = 'check_violation', constraint = 'plan_rests_on_conference';
    end if;
    return new;
  end $$;
alter function gt.plan_rests_on_conference() owner to gt_deriver;
revoke all on function gt.plan_rests_on_conference() from public;

create trigger plan_rests_on_conference before insert or update on gt.episode
  for each row when (new.kind = 'child-protection-plan') execute function gt.plan_rests_on_conference();
