using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HtmIt.Storage.Schema.Migrations
{
    /// <inheritdoc />
    public partial class AwsLabels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) =>
            // As AwsLabels makes them: of CloudWatch metrics by their specs, of the others by their autostacks.
            migrationBuilder.Sql(
                """
                update metric
                set labels = (parameters -> 'metricSpec' -> 'dimensions')
                    || jsonb_build_object('aws.region', region, 'aws.namespace', parameters -> 'metricSpec' ->> 'namespace')
                    || case when coalesce(parameters -> 'metricSpec' ->> 'account', '') = '' then '{}'::jsonb
                            else jsonb_build_object('aws.account', parameters -> 'metricSpec' ->> 'account') end
                where datasource = 2 and parameters -> 'metricSpec' -> 'dimensions' is not null;

                update metric
                set labels = jsonb_build_object('aws.region', autostack.region, 'autostack', autostack.name,
                                                'aws.namespace', parameters -> 'metricSpec' -> 'slaveMetric' ->> 'namespace')
                    || case when autostack.account = '' then '{}'::jsonb
                            else jsonb_build_object('aws.account', autostack.account) end
                from autostack
                where datasource = 3 and autostack.id = metric.autostack_id
                    and parameters -> 'metricSpec' -> 'slaveMetric' is not null;
                """);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("update metric set labels = '{}' where datasource in (2, 3);");
    }
}
