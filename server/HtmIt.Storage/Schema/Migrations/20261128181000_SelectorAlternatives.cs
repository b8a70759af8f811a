using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HtmIt.Storage.Schema.Migrations
{
    /// <inheritdoc />
    public partial class SelectorAlternatives : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) =>
            // The title of an autostack is a label that AWS has no name for, as the region is. Conditions of devices' selectors are lists.
            migrationBuilder.Sql(
                """
                update metric
                set labels = (labels - 'autostack') || jsonb_build_object('aws.autostack', labels -> 'autostack')
                where datasource = 3 and labels ? 'autostack';

                create function pg_temp.listed(one jsonb) returns jsonb immutable language sql as
                $$ select case when one is null or one in ('null', '""') then '[]'::jsonb else jsonb_build_array(one) end $$;

                update notification_device
                set selectors = (
                    select jsonb_agg(jsonb_build_object(
                        'Metrics', one -> 'Metrics',
                        'NamePatterns', pg_temp.listed(one -> 'NamePattern'),
                        'Labels', (
                            select coalesce(jsonb_agg(jsonb_build_object(
                                'Key', label -> 'Key', 'Op', label -> 'Op', 'Values', pg_temp.listed(label -> 'Value')) order by at), '[]')
                            from jsonb_array_elements(one -> 'Labels') with ordinality of (label, at)),
                        'Resources', pg_temp.listed(one -> 'Resource'),
                        'Datasources', pg_temp.listed(one -> 'Datasource'),
                        'Autostacks', pg_temp.listed(one -> 'Autostack'),
                        'Statuses', one -> 'Statuses') order by place)
                    from jsonb_array_elements(selectors) with ordinality of (one, place))
                where selectors <> '[]';

                drop function pg_temp.listed(jsonb);
                """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            // Of several alternatives the first is kept, which is all that the older form can say.
            migrationBuilder.Sql(
                """
                update metric
                set labels = (labels - 'aws.autostack') || jsonb_build_object('autostack', labels -> 'aws.autostack')
                where datasource = 3 and labels ? 'aws.autostack';

                update notification_device
                set selectors = (
                    select jsonb_agg(jsonb_build_object(
                        'Metrics', one -> 'Metrics',
                        'NamePattern', coalesce(one -> 'NamePatterns' -> 0, '""'),
                        'Labels', (
                            select coalesce(jsonb_agg(jsonb_build_object(
                                'Key', label -> 'Key', 'Op', label -> 'Op', 'Value', coalesce(label -> 'Values' -> 0, '""')) order by at), '[]')
                            from jsonb_array_elements(one -> 'Labels') with ordinality of (label, at)),
                        'Resource', coalesce(one -> 'Resources' -> 0, '""'),
                        'Datasource', one -> 'Datasources' -> 0,
                        'Autostack', one -> 'Autostacks' -> 0,
                        'Statuses', one -> 'Statuses') order by place)
                    from jsonb_array_elements(selectors) with ordinality of (one, place))
                where selectors <> '[]';
                """);
    }
}
