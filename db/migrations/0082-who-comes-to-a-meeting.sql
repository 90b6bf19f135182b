-- May this account come into a meeting about these children in that relation? Its role must read something of a meeting then, and nobody comes who is kept out of
-- the record of one of the children.
create function gt.may_come(p uuid, account uuid, relation text, children uuid[]) returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (select from gt.stands_as(p, account) a where (relation || '/record') = any (a.grants))
      and not exists (select from unnest(children) as c(id), unnest(gt.one_record(p, array[c.id])) as r(id)
        join gt.excluded x on x.partnership_id = p and x.subject_id = r.id and x.account_id = account)
  $$;

-- When those who came into this meeting first opened it from a moment on: for whoever chairs it or takes its minutes, and for nobody else.
create function gt.meeting_opened(p uuid, meeting uuid, since timestamptz) returns table (account_id uuid, at timestamptz)
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  begin
    if not exists (select from gt.me() m join gt.reach r on r.partnership_id = p and r.subject_id = meeting and r.holder_id = any (m.holders)
        and r.relation in ('meeting-chair', 'minutes') and r.from_at <= m.at and r.until_at > m.at
      where m.partnership_id = p) then return; end if;
    return query select k.account_id, min(k.at) from gt.look k
      where k.partnership_id = p and k.subject_id = meeting and k.at >= since group by k.account_id;
  end $$;

-- Whoever is kept out of a child's record is kept out of every meeting about that child, from when either is told.
create function gt.meeting_keeps_out() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  begin
    if tg_table_name = 'entry_part' then
      insert into gt.excluded (partnership_id, subject_id, account_id)
        select new.partnership_id, s.subject_id, x.account_id
        from gt.entry e
        join gt.subject s on s.partnership_id = e.partnership_id and s.subject_id = (new.facts ->> 'meeting')::uuid and s.form = 'matter'
        join gt.excluded x on x.partnership_id = e.partnership_id and x.subject_id = any (gt.one_record(e.partnership_id, array[e.subject_id]))
        where e.partnership_id = new.partnership_id and e.entry_id = new.entry_id and e.kind = 'meeting-about'
        on conflict do nothing;
    elsif tg_op = 'INSERT' then
      insert into gt.excluded (partnership_id, subject_id, account_id)
        select new.partnership_id, s.subject_id, new.account_id
        from gt.entry e
        join gt.entry_part q on q.partnership_id = e.partnership_id and q.entry_id = e.entry_id and q.field_group = 'record'
        join gt.subject s on s.partnership_id = e.partnership_id and s.subject_id = (q.facts ->> 'meeting')::uuid and s.form = 'matter'
        where e.partnership_id = new.partnership_id and e.subject_id = new.subject_id and e.kind = 'meeting-about'
        on conflict do nothing;
    else
      -- Taken back: unless another child of the same meeting still keeps them out.
      delete from gt.excluded x using gt.entry e
        join gt.entry_part q on q.partnership_id = e.partnership_id and q.entry_id = e.entry_id and q.field_group = 'record'
        where e.partnership_id = old.partnership_id and e.subject_id = old.subject_id and e.kind = 'meeting-about'
          and x.partnership_id = e.partnership_id and x.subject_id = (q.facts ->> 'meeting')::uuid and x.account_id = old.account_id
          and not exists (select from gt.entry o
            join gt.entry_part c on c.partnership_id = o.partnership_id and c.entry_id = o.entry_id and c.field_group = 'record'
            cross join lateral jsonb_array_elements_text(c.facts -> 'children') as child(id)
            join gt.excluded y on y.partnership_id = o.partnership_id and y.subject_id = child.id::uuid and y.account_id = old.account_id
            where o.partnership_id = e.partnership_id and o.subject_id = (q.facts ->> 'meeting')::uuid and o.kind = 'meeting');
    end if;
    return null;
  end $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.may_come(uuid, uuid, text, uuid[])', 'gt.meeting_opened(uuid, uuid, timestamptz)', 'gt.meeting_keeps_out()'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
  end loop;
end $$;
grant execute on function gt.may_come(uuid, uuid, text, uuid[]), gt.meeting_opened(uuid, uuid, timestamptz) to gt_app, gt_worker;
grant execute on function gt.meeting_keeps_out() to gt_owner;
set role gt_owner;
create trigger meeting_keeps_out after insert on gt.entry_part for each row when (new.facts ? 'meeting') execute function gt.meeting_keeps_out();
create trigger meeting_keeps_out after insert or delete on gt.excluded for each row execute function gt.meeting_keeps_out();
reset role;
