using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HtmIt.Storage.Schema.Migrations
{
    /// <inheritdoc />
    public partial class CloudWatchIdentities : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "name",
                table: "metric",
                type: "character varying(511)",
                maxLength: 511,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(255)",
                oldMaxLength: 255);

            // As CloudWatchMetricSpec.Identity and MetricIdentity make it: statistic and period are part of what a metric is now. So far each had those of
            // the catalogue.
            migrationBuilder.Sql(
                """
                with spec as (
                    select id, parameters -> 'metricSpec' as spec from metric
                    where datasource = 2 and parameters -> 'metricSpec' ->> 'metric' is not null),
                parts as (
                    select id, array[coalesce(spec ->> 'account', ''), spec ->> 'region', spec ->> 'namespace', spec ->> 'metric']
                        || (select coalesce(array_agg(part order by key collate "C", place), '{}')
                            from jsonb_each_text(spec -> 'dimensions') as dimension (key, value),
                                 lateral (values (1, key), (2, value)) as named (place, part))
                        || array[
                            case when spec ->> 'namespace' || '/' || (spec ->> 'metric') in (
                                'AWS/ELB/RequestCount', 'AWS/AutoScaling/GroupTotalInstances', 'AWS/DynamoDB/ReturnedItemCount',
                                'AWS/SQS/NumberOfEmptyReceives', 'AWS/SQS/NumberOfMessagesDeleted', 'AWS/SQS/NumberOfMessagesSent',
                                'AWS/SQS/NumberOfMessagesReceived', 'AWS/SNS/NumberOfMessagesPublished', 'AWS/Redshift/DatabaseConnections')
                            then 'Sum' else 'Average' end,
                            '300', ''] as parts
                    from spec),
                named as (
                    select id, convert_to('cloudwatch|' || (
                        select string_agg(octet_length(convert_to(part, 'UTF8')) || ':' || part, '' order by place)
                        from unnest(parts) with ordinality as one (part, place)), 'UTF8') as name
                    from parts)
                update metric set identity = sha256(int2send(2::int2) || int4send(octet_length(named.name)) || named.name)
                from named where named.id = metric.id;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // As they were made before: account, region, namespace, name and dimensions as one text.
            migrationBuilder.Sql(
                """
                with named as (
                    select id, convert_to(concat_ws('|', 'cloudwatch', coalesce(spec ->> 'account', ''), spec ->> 'region', spec ->> 'namespace',
                        spec ->> 'metric', (select string_agg(key || '=' || value, ',' order by key collate "C")
                                            from jsonb_each_text(spec -> 'dimensions'))), 'UTF8') as name
                    from (select id, parameters -> 'metricSpec' as spec from metric
                          where datasource = 2 and parameters -> 'metricSpec' ->> 'metric' is not null) of_cloudwatch)
                update metric set identity = sha256(int2send(2::int2) || int4send(octet_length(named.name)) || named.name)
                from named where named.id = metric.id;
                """);

            migrationBuilder.AlterColumn<string>(
                name: "name",
                table: "metric",
                type: "character varying(255)",
                maxLength: 255,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(511)",
                oldMaxLength: 511);
        }
    }
}
