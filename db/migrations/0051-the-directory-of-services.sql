-- The directory of services: which help there is that a family can go to by itself, or be told of. It is no thread: nothing in it is about a person. Who looks
-- something up in it is written down nowhere.
set role gt_owner;
create table gt.service (
  partnership_id uuid not null references gt.partnership,
  service_id uuid not null,
  name text not null,
  sort text not null,
  about text not null,
  for_whom text not null default '',
  how text not null default '',
  phone text not null default '',
  website text not null default '',
  place text not null default '',
  -- Does it take families who come by themselves?
  direct boolean not null,
  -- Shown no longer; kept, since people were told of it.
  closed boolean not null default false,
  version integer not null default 1,
  changed_by uuid,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (partnership_id, service_id),
  foreign key (partnership_id, changed_by) references gt.account
);
create index on gt.service (partnership_id, closed, name);
create index on gt.service (partnership_id, changed_by);
reset role;
grant select on gt.service to gt_intake;

-- What anybody reads of the directory: those that hold every word looked for, of one kind where one is chosen, by name.
create function gt.services_found(p uuid, words text[], of_sort text)
  returns table (service_id uuid, name text, sort text, about text, for_whom text, how text, phone text, website text, place text, direct boolean)
  language sql stable security definer set search_path = ''
  as $$
    select s.service_id, s.name, s.sort, s.about, s.for_whom, s.how, s.phone, s.website, s.place, s.direct
    from (select x.* from gt.service x where x.partnership_id = p and not x.closed order by x.name, x.service_id limit 2000) s
    where (of_sort is null or s.sort = of_sort)
      and not exists (select from unnest(words[1:8]) w
        where position(lower(w) in lower(concat_ws(' ', s.name, s.about, s.for_whom, s.how, s.place))) = 0)
    order by s.name, s.service_id limit 200
  $$;
alter function gt.services_found(uuid, text[], text) owner to gt_intake;
revoke all on function gt.services_found(uuid, text[], text) from public;
grant execute on function gt.services_found(uuid, text[], text) to gt_public;
