-- Views that are kept at a desk can be changed, say what they show, and stand in an order of each person's own; and the desk knows who looks
-- at a ticket, so that two do not answer it at once.

-- +goose Up

alter table desk_views add column columns text[] not null default '{}' check (cardinality(columns) <= 20);
create index desk_views_page on desk_views (tenant_id, user_id);
do $$ begin execute format('grant update (user_id, name, filter, columns) on desk_views to %I', role_named('app')); end $$;

-- The order in which somebody has the views of the desk, their own and shared ones; what is not named stands behind.
create table desk_view_orders (
    tenant_id uuid not null references tenants (id),
    user_id uuid not null,
    views uuid[] not null check (cardinality(views) <= 200),
    primary key (tenant_id, user_id),
    foreign key (tenant_id, user_id) references users (tenant_id, id)
);
call own_rows('desk_view_orders', 'select, insert, update');

-- Who looks at a ticket, and who is writing. It is worth nothing a minute later, so it is not written to be kept.
create unlogged table desk_looks (
    tenant_id uuid not null references tenants (id),
    ticket_id uuid not null,
    user_id uuid not null,
    typing boolean not null,
    since timestamptz not null,
    seen_at timestamptz not null,
    primary key (tenant_id, ticket_id, user_id),
    foreign key (tenant_id, ticket_id) references tickets (tenant_id, id),
    foreign key (tenant_id, user_id) references users (tenant_id, id)
);
create index desk_looks_over on desk_looks (tenant_id, seen_at);
call own_rows('desk_looks', 'select, insert, update, delete');

-- +goose Down
drop table desk_looks;
drop table desk_view_orders;
do $$ begin execute format('revoke update (user_id, name, filter, columns) on desk_views from %I', role_named('app')); end $$;
drop index desk_views_page;
alter table desk_views drop column columns;
