-- The second signature on the outcome of an enquiry is another person's, whichever way it comes in while people work: whoever signs reads the outcome they sign. History
-- that is brought in is kept as it was.
set role gt_owner;
create function gt.second_person_signs() returns trigger
  language plpgsql set search_path = ''
  as $$
  begin
    if session_user <> 'gt_import' and not exists (select from gt.entry o
        where o.partnership_id = new.partnership_id and o.entry_id = new.answers and o.subject_id = new.subject_id
          and o.kind = 'enquiry-outcome' and o.author_id <> new.author_id) then
      raise exception 'the outcome of an enquiry is signed by a second person' using errcode = 'check_violation';
    end if;
    return null;
  end $$;
revoke all on function gt.second_person_signs() from public;
create trigger second_person_signs after insert on gt.entry for each row when (new.kind = 'enquiry-signed') execute function gt.second_person_signs();
reset role;
