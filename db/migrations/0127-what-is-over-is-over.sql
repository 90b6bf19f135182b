-- What became of an action is said once, on the action and on the meeting that asked for it: of two who say it at one moment the second is told that it was said. Whichever way it
-- comes in while people work; history that is brought in is kept as it was.
set role gt_owner;
create function gt.ended_once() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if session_user = 'gt_import' then return null; end if;
    perform pg_advisory_xact_lock(hashtextextended('ended ' || new.answers::text, 0));
    if exists (select from gt.entry o where o.partnership_id = new.partnership_id and o.answers = new.answers and o.kind = new.kind and o.corrects is null
        and o.entry_id <> new.entry_id
        and not exists (select from gt.entry w where w.partnership_id = new.partnership_id and w.corrects = o.entry_id and w.withdraws)) then
      raise exception 'what became of an action is said once' using errcode = 'check_violation', constraint = 'ended_once';
    end if;
    return null;
  end $$;

-- Whoever stands to a meeting only as somebody it asked to do something leaves it themselves once nothing is asked of them any more, and sends nobody else away by it.
create function gt.asked_leaves_alone() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if session_user = 'gt_import' then return null; end if;
    if exists (select from gt.asks() m join gt.reach r on r.partnership_id = new.partnership_id and r.subject_id = new.subject_id and r.holder_id = any (m.holders)
          and r.relation = 'asked-by-meeting' and r.from_at <= m.at and r.until_at > m.at where m.account_id = new.author_id)
        and not exists (select from gt.asks() m join gt.reach r on r.partnership_id = new.partnership_id and r.subject_id = new.subject_id and r.holder_id = any (m.holders)
          and r.relation <> 'asked-by-meeting' and r.from_at <= m.at and r.until_at > m.at and r.relation || '/append:involvement-end' = any (m.grants))
        and not exists (select from gt.entry_part q where q.partnership_id = new.partnership_id and q.entry_id = new.answers and q.field_group = 'record'
          and q.facts ->> 'as' = 'asked-by-meeting' and q.facts ->> 'holder' in (new.author_id::text, new.agency_id::text)) then
      raise exception 'whoever was asked to do something leaves a meeting alone' using errcode = 'check_violation', constraint = 'asked_leaves_alone';
    end if;
    return null;
  end $$;
reset role;
do $$
declare
  f text;
begin
  foreach f in array array['gt.ended_once()', 'gt.asked_leaves_alone()'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_owner';
  end loop;
end $$;
set role gt_owner;
create trigger ended_once after insert on gt.entry for each row when (new.kind = 'action-done' and new.corrects is null) execute function gt.ended_once();
create trigger asked_leaves_alone after insert on gt.entry for each row when (new.kind = 'involvement-end') execute function gt.asked_leaves_alone();

-- That the case of a child was closed is told to whoever led it, whose way into the record ended with it.
alter table gt.notice drop constraint notice_about_check;
alter table gt.notice add constraint notice_about_check check (about in ('lead-worker', 'offered', 'taken-on', 'turned-down', 'taken-back', 'closed'));
reset role;
