-- Every policy asks whether somebody is barred from a record, and almost nobody is: the tables that say so have no row for almost every record. Their own
-- policies therefore ask who is asking by a function, which runs only where there is a row, and not by a plan of its own that every statement would carry
-- with it once for each table it touches.

-- Is the asker this account?
create function gt.i_am(p uuid, account uuid) returns boolean
  language sql stable set search_path = ''
  as $$ select exists (select from gt.me() m where m.partnership_id = p and m.account_id = account) $$;

-- Does the asker belong to this partnership?
create function gt.i_am_of(p uuid) returns boolean
  language sql stable set search_path = ''
  as $$ select exists (select from gt.me() m where m.partnership_id = p) $$;

do $$
declare
  f text;
begin
  foreach f in array array['gt.i_am(uuid, uuid)', 'gt.i_am_of(uuid)'] loop
    execute 'revoke all on function ' || f || ' from public';
    execute 'grant execute on function ' || f || ' to gt_app, gt_worker';
  end loop;
end $$;
