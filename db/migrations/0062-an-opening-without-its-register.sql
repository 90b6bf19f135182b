-- An opening that the register does not hold (history brought in from elsewhere) opens nothing; one that it holds opens every record that is read as one with it. Its row stands all the same, closed from
-- its first moment, so that what is derived is there as it was made and making it again finds nothing to do.
create or replace function gt.mark_new_reach() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if new.relation = 'break-glass' and not exists (select from gt.opening o where o.partnership_id = new.partnership_id and o.opening_id::text = new.key
        and new.subject_id = any (gt.one_record(new.partnership_id, array[o.subject_id])) and o.account_id = new.holder_id and new.from_at >= o.opened_at and new.until_at <= o.until_at) then
      new.until_at := new.from_at;
    end if;
    new.guarded := exists (select from gt.excluded x where x.partnership_id = new.partnership_id and x.subject_id = new.subject_id)
      or exists (select from gt.closed_to_most c where c.partnership_id = new.partnership_id and c.subject_id = new.subject_id);
    return new;
  end $$;
