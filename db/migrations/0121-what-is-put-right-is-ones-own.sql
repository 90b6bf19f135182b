-- What is put right, withdrawn or answered stands on the same record as what puts it right, and is of the same kind: whoever may write a line on one record changes nothing
-- by it of another, and nothing of another kind on the same. What somebody says in their own name nobody else puts right. A visit is read by somebody who did not write it.
-- Whichever way it comes in while people work; history that is brought in is kept as it was.
set role gt_owner;
create function gt.stays_on_its_record() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  declare
    records uuid[];
    before record;
  begin
    if session_user = 'gt_import' then return null; end if;
    records := gt.one_record(new.partnership_id, array[new.subject_id]);
    if new.corrects is not null then
      select e.subject_id, e.kind, e.author_id, e.corrects into before from gt.entry e where e.partnership_id = new.partnership_id and e.entry_id = new.corrects;
      if before.subject_id is null or not before.subject_id = any (records) or before.kind <> new.kind or before.corrects is not null then
        raise exception 'what is put right stands on the same record and is of the same kind' using errcode = 'check_violation', constraint = 'stays_on_its_record';
      end if;
      if before.author_id <> new.author_id and new.kind in ('note', 'addendum', 'visit', 'visit-attempted', 'child-seen', 'visit-read', 'visit-question-answered', 'enquiry-signed',
          'meeting-report', 'meeting-answered', 'conference') then
        raise exception 'what somebody said in their own name nobody else puts right' using errcode = 'check_violation', constraint = 'own_words';
      end if;
    end if;
    if new.answers is not null and not exists (select from gt.entry e
        where e.partnership_id = new.partnership_id and e.entry_id = new.answers and e.subject_id = any (records)) then
      raise exception 'what is answered stands on the same record' using errcode = 'check_violation', constraint = 'stays_on_its_record';
    end if;
    return null;
  end $$;

create function gt.somebody_else_reads() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if session_user <> 'gt_import' and not exists (select from gt.entry o
        where o.partnership_id = new.partnership_id and o.entry_id = new.answers and o.kind = 'visit' and o.author_id <> new.author_id
          and not exists (select from gt.entry v where v.partnership_id = o.partnership_id and v.corrects = o.entry_id and v.author_id = new.author_id)) then
      raise exception 'a visit is read by somebody who did not write it' using errcode = 'check_violation', constraint = 'somebody_else_reads';
    end if;
    return null;
  end $$;
reset role;
do $$
declare
  f text;
begin
  foreach f in array array['gt.stays_on_its_record()', 'gt.somebody_else_reads()'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_owner';
  end loop;
end $$;
set role gt_owner;
create trigger stays_on_its_record after insert on gt.entry for each row when (new.corrects is not null or new.answers is not null)
  execute function gt.stays_on_its_record();
create trigger somebody_else_reads after insert on gt.entry for each row when (new.kind = 'visit-read' and new.corrects is null) execute function gt.somebody_else_reads();
reset role;
