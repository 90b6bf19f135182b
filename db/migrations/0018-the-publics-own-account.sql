-- History that is brought in may bring an author of its own for what the public said then, and such an account is switched off: what the public says now
-- is told by one that is not.
create or replace function gt.intake_author(p uuid) returns uuid
  language plpgsql security definer set search_path = ''
  as $$
  declare
    author uuid;
    its_agency uuid;
  begin
    perform pg_advisory_xact_lock(hashtextextended('intake author ' || p, 0));
    select a.account_id into author from gt.account a
      where a.partnership_id = p and a.role = 'member-of-the-public' and a.active order by a.account_id limit 1;
    if author is not null then return author; end if;
    select g.agency_id into its_agency from gt.agency g where g.partnership_id = p and g.kind = 'public' order by g.agency_id limit 1;
    if its_agency is null then
      its_agency := gen_random_uuid();
      insert into gt.agency (partnership_id, agency_id, kind, name) values (p, its_agency, 'public', 'The public');
    end if;
    author := gen_random_uuid();
    insert into gt.account (partnership_id, account_id, agency_id, name, email, role)
      values (p, author, its_agency, 'A member of the public', 'the public', 'member-of-the-public');
    return author;
  end $$;
