-- Who must never see a record, and records that only named people may open: said by somebody, on a day, with a reason, and taken back the same way. What the
-- policies go by are the three tables that were there; this keeps who said so.
set role gt_owner;
create table gt.limit_said (
  partnership_id uuid not null,
  limit_id uuid not null default gen_random_uuid(),
  subject_id uuid not null,
  -- 'excluded', 'closed' or 'named'.
  sort text not null,
  account_id uuid,
  by_account uuid not null,
  said_at timestamptz not null,
  why text not null,
  ended_by uuid,
  ended_at timestamptz,
  ended_why text,
  primary key (partnership_id, limit_id),
  foreign key (partnership_id, subject_id) references gt.subject,
  foreign key (partnership_id, account_id) references gt.account,
  foreign key (partnership_id, by_account) references gt.account (partnership_id, account_id),
  foreign key (partnership_id, ended_by) references gt.account (partnership_id, account_id)
);
create index on gt.limit_said (partnership_id, subject_id);
create index on gt.limit_said (partnership_id, account_id) where account_id is not null;
create index on gt.limit_said (partnership_id, by_account);
create index on gt.limit_said (partnership_id, ended_by) where ended_by is not null;
grant select, insert, update on gt.limit_said to gt_deriver;
grant select, insert, delete on gt.excluded, gt.closed_to_most, gt.named_only to gt_deriver;
reset role;

-- May the asker say who may not see this record? In a relation that the matrix lets (`limits`), or for any record; never where they are excluded themselves.
create function gt.may_limit(p uuid, subject uuid) returns boolean
  language plpgsql stable security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    select * into who from gt.me() m where m.partnership_id = p;
    if not found or exists (select from gt.excluded x where x.partnership_id = p and x.subject_id = subject and x.account_id = who.account_id) then return false; end if;
    return exists (select from gt.subject s where s.partnership_id = p and s.subject_id = subject and s.form = 'person')
      and ('anyone/limits' = any (who.grants)
        or (gt.lets_in(p, subject, who.account_id) and exists (select from gt.reach r where r.partnership_id = p and r.subject_id = subject and r.holder_id = any (who.holders)
          and r.from_at <= who.at and r.until_at > who.at and (r.relation || '/limits') = any (who.grants))));
  end $$;

-- What stands of a record, and what stood: each with who said it, when and why, where that was kept.
create function gt.limits_of(p uuid, subject uuid)
  returns table (sort text, account_id uuid, stands boolean, by_account uuid, said_at timestamptz, why text, ended_by uuid, ended_at timestamptz, ended_why text)
  language plpgsql stable security definer set search_path = ''
  as $$
  #variable_conflict use_column
  begin
    if not gt.may_limit(p, subject) then return; end if;
    return query
      with now_there as (
        select 'excluded' as sort, x.account_id from gt.excluded x where x.partnership_id = p and x.subject_id = subject
        union all select 'closed', null from gt.closed_to_most c where c.partnership_id = p and c.subject_id = subject
        union all select 'named', n.account_id from gt.named_only n where n.partnership_id = p and n.subject_id = subject)
      select t.sort, t.account_id, true, s.by_account, s.said_at, s.why, null::uuid, null::timestamptz, null::text
      from now_there t left join lateral (select * from gt.limit_said l where l.partnership_id = p and l.subject_id = subject and l.sort = t.sort
        and l.account_id is not distinct from t.account_id and l.ended_at is null order by l.said_at desc limit 1) s on true
      union all
      (select l.sort, l.account_id, false, l.by_account, l.said_at, l.why, l.ended_by, l.ended_at, l.ended_why from gt.limit_said l
        where l.partnership_id = p and l.subject_id = subject and l.ended_at is not null order by l.ended_at desc limit 50);
  end $$;

-- Says it. It holds on the next request of whoever it is about. Closing a record names whoever closes it, where they may open it, and those people who work with the
-- person in their own name: nobody who looks after a child loses the record by it. 'there': it stands already; 'self': about oneself somebody else says it.
create function gt.say_limit(p uuid, subject uuid, sort text, account uuid, why text) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
    named uuid[];
  begin
    if not gt.may_limit(p, subject) then return 'not-found'; end if;
    select * into who from gt.me() m where m.partnership_id = p;
    if trim(why) = '' then raise exception 'a limit has a reason' using errcode = 'GT400'; end if;
    -- What is said of one record is said one after the other, and never while something is appended to it: what is derived there would not know of it.
    perform gt.hold_heads(p, subject);
    perform pg_advisory_xact_lock(hashtextextended('limits ' || subject::text, 0));
    if say_limit.sort = 'excluded' then
      if account = who.account_id then return 'self'; end if;
      insert into gt.excluded (partnership_id, subject_id, account_id) values (p, subject, account) on conflict do nothing;
      if not found then return 'there'; end if;
    elsif say_limit.sort = 'named' then
      if not exists (select from gt.closed_to_most c where c.partnership_id = p and c.subject_id = subject) then return 'not-found'; end if;
      insert into gt.named_only (partnership_id, subject_id, account_id) values (p, subject, account) on conflict do nothing;
      if not found then return 'there'; end if;
    elsif say_limit.sort = 'closed' then
      account := null;
      insert into gt.closed_to_most (partnership_id, subject_id) values (p, subject) on conflict do nothing;
      if not found then return 'there'; end if;
      named := array(
        select i.holder_id from gt.involvement i where i.partnership_id = p and i.subject_id = say_limit.subject and i.form = 'account' and i.from_at <= who.at and i.until_at > who.at
        union select who.account_id where exists (select from gt.reach r where r.partnership_id = p and r.subject_id = say_limit.subject and r.holder_id = any (who.holders)
          and r.from_at <= who.at and r.until_at > who.at));
      named := array(select n.id from unnest(named) as n(id) where gt.is_account(p, n.id));
      insert into gt.named_only (partnership_id, subject_id, account_id) select p, subject, n.id from unnest(named) as n(id) on conflict do nothing;
      insert into gt.limit_said (partnership_id, subject_id, sort, account_id, by_account, said_at, why)
        select p, subject, 'named', n.id, who.account_id, who.at, why from unnest(named) as n(id);
    else
      return 'not-found';
    end if;
    insert into gt.limit_said (partnership_id, subject_id, sort, account_id, by_account, said_at, why) values (p, subject, say_limit.sort, account, who.account_id, who.at, why);
    return 'done';
  end $$;

-- Takes it back, with a reason. A record that is opened again names nobody any more.
create function gt.end_limit(p uuid, subject uuid, sort text, account uuid, why text) returns text
  language plpgsql security definer set search_path = ''
  as $$
  declare
    who gt.actor;
  begin
    if not gt.may_limit(p, subject) then return 'not-found'; end if;
    select * into who from gt.me() m where m.partnership_id = p;
    if trim(why) = '' then raise exception 'a limit is taken back with a reason' using errcode = 'GT400'; end if;
    perform gt.hold_heads(p, subject);
    perform pg_advisory_xact_lock(hashtextextended('limits ' || subject::text, 0));
    if end_limit.sort = 'excluded' then
      delete from gt.excluded x where x.partnership_id = p and x.subject_id = subject and x.account_id = account;
    elsif end_limit.sort = 'named' then
      delete from gt.named_only n where n.partnership_id = p and n.subject_id = subject and n.account_id = account;
    elsif end_limit.sort = 'closed' then
      account := null;
      delete from gt.closed_to_most c where c.partnership_id = p and c.subject_id = subject;
    else
      return 'not-found';
    end if;
    if not found then return 'not-found'; end if;
    if end_limit.sort = 'closed' then delete from gt.named_only n where n.partnership_id = p and n.subject_id = subject; end if;
    update gt.limit_said l set ended_by = who.account_id, ended_at = who.at, ended_why = end_limit.why
      where l.partnership_id = p and l.subject_id = subject and l.ended_at is null
        and ((l.sort = end_limit.sort and l.account_id is not distinct from account) or (end_limit.sort = 'closed' and l.sort = 'named'));
    return 'done';
  end $$;

create function gt.is_account(p uuid, id uuid) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select exists (select from gt.account a where a.partnership_id = p and a.account_id = id) $$;
alter function gt.is_account(uuid, uuid) owner to gt_door;
revoke all on function gt.is_account(uuid, uuid) from public;
grant execute on function gt.is_account(uuid, uuid) to gt_deriver;

do $$
declare
  f text;
begin
  foreach f in array array['gt.may_limit(uuid, uuid)', 'gt.limits_of(uuid, uuid)', 'gt.say_limit(uuid, uuid, text, uuid, text)', 'gt.end_limit(uuid, uuid, text, uuid, text)'] loop
    execute 'alter function ' || f || ' owner to gt_deriver';
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_app';
  end loop;
end $$;
