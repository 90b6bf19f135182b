-- Out of hours every child with whom somebody of children's social care works now may be rung about, whoever's child it is. A child is open while somebody leads or a team
-- manages; of a child who is closed, and of an adult, nothing follows from this.

-- Is this child open now? The way in that the policies ask about; it says nothing of who works with the child, and nothing of a record that is closed
-- to the asker. Whose role covers every open child is asked by the policies, beside it: asked here as well, nobody would notice if it were left out there.
create function gt.open_child(p uuid, subject uuid) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    return exists (select from gt.reach r join gt.me() m on m.partnership_id = p
      where gt.lets_in(p, subject, m.account_id) and r.partnership_id = p and r.subject_id = subject and r.relation in ('lead', 'manager') and r.from_at <= m.at and r.until_at > m.at)
      and exists (select from gt.person n where n.partnership_id = p and n.subject_id = subject and n.is_a <> 'adult');
  end $$;
alter function gt.open_child(uuid, uuid) owner to gt_deriver;
revoke all on function gt.open_child(uuid, uuid) from public;
grant execute on function gt.open_child(uuid, uuid) to gt_app, gt_worker;

-- As before, and whoever reads of open children has to do with one for as long as it is open.
create or replace function gt.works_with(p uuid, subject uuid) returns text
  language plpgsql stable security definer set search_path = ''
  as $$
  begin
    return (select case
        when exists (select from gt.reach r where r.partnership_id = p and r.subject_id = subject and r.holder_id = any (m.holders)
            and r.from_at <= m.at and r.until_at > m.at)
          or exists (select from gt.announcement t where t.partnership_id = p and t.subject_id = subject and t.account_id = m.account_id
            and t.duty = 'duty' and t.closed_at is null)
          or ('open-child/identity' = any (m.grants) and gt.open_child(p, subject)) then 'now'
        when exists (select from gt.reach r where r.partnership_id = p and r.subject_id = subject and r.holder_id = any (m.holders)) then 'once' end
      from gt.me() m where m.partnership_id = p
        and not exists (select from gt.excluded x where x.partnership_id = p and x.subject_id = subject and x.account_id = m.account_id)
        and not exists (select from gt.closed_to_most c where c.partnership_id = p and c.subject_id = subject and not exists (select from gt.named_only n
          where n.partnership_id = p and n.subject_id = subject and n.account_id = m.account_id)));
  end $$;
