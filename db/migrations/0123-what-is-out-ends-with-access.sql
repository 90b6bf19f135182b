-- A change of access holds for what is out on phones too: whoever is kept out of a record, is not named where it is closed to most, or works with a child no more, has
-- nothing out any longer, and the phone destroys what it holds at first contact. Which children were taken along is not kept, so all that this account has out ends; no word that
-- was typed is lost with it.
grant select, update on gt.taken_along to gt_deriver;
create function gt.what_is_out_ends() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if tg_table_name = 'excluded' then
      update gt.taken_along t set ended_at = clock_timestamp()
        where t.partnership_id = new.partnership_id and t.account_id = new.account_id and t.ended_at is null and t.until_at > clock_timestamp()
          and exists (select from gt.reach r where r.partnership_id = t.partnership_id and r.subject_id = new.subject_id and r.holder_id = t.account_id);
    elsif tg_table_name = 'reach' then
      update gt.taken_along t set ended_at = clock_timestamp()
        where t.partnership_id = old.partnership_id and t.account_id = old.holder_id and t.ended_at is null and t.until_at > clock_timestamp()
          and not exists (select from gt.reach r where r.partnership_id = t.partnership_id and r.subject_id = old.subject_id and r.holder_id = t.account_id
            and r.relation in ('lead', 'co-worker') and r.from_at <= clock_timestamp() and r.until_at > clock_timestamp());
    else
      update gt.taken_along t set ended_at = clock_timestamp()
        from gt.reach r
        where r.partnership_id = case when tg_op = 'DELETE' then old.partnership_id else new.partnership_id end
          and r.subject_id = case when tg_op = 'DELETE' then old.subject_id else new.subject_id end
          and t.partnership_id = r.partnership_id and t.account_id = r.holder_id and t.ended_at is null and t.until_at > clock_timestamp()
          and not gt.lets_in(r.partnership_id, r.subject_id, r.holder_id);
    end if;
    return null;
  end $$;
alter function gt.what_is_out_ends() owner to gt_deriver;
revoke all on function gt.what_is_out_ends() from public;
grant execute on function gt.what_is_out_ends() to gt_owner;
set role gt_owner;
create trigger what_is_out_ends after insert on gt.excluded for each row execute function gt.what_is_out_ends();
-- At the end of the transaction, when all who are named stand.
create constraint trigger what_is_out_ends after insert on gt.closed_to_most deferrable initially deferred for each row execute function gt.what_is_out_ends();
create constraint trigger what_is_out_ends after delete on gt.named_only deferrable initially deferred for each row execute function gt.what_is_out_ends();
create constraint trigger what_is_out_ends after delete on gt.reach deferrable initially deferred for each row when (old.relation in ('lead', 'co-worker'))
  execute function gt.what_is_out_ends();
reset role;
