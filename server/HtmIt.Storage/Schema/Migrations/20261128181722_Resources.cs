using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HtmIt.Storage.Schema.Migrations
{
    /// <inheritdoc />
    public partial class Resources : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // As ResourceId makes it. Declared immutable, as a generated column wants: convert_to alone is not, but it always is for UTF-8.
            migrationBuilder.Sql(
                """
                create function resource_id(account text, resource text) returns uuid language sql immutable strict parallel safe as $$
                    select encode(substring(sha256(
                        int4send(octet_length(convert_to(account, 'UTF8'))) || convert_to(account, 'UTF8')
                        || int4send(octet_length(convert_to(resource, 'UTF8'))) || convert_to(resource, 'UTF8')
                    ) from 1 for 16), 'hex')::uuid
                $$;
                """);

            migrationBuilder.AddColumn<Guid>(
                name: "resource_id",
                table: "metric",
                type: "uuid",
                nullable: false,
                computedColumnSql: "resource_id(coalesce(parameters -> 'metricSpec' ->> 'account', ''), resource)",
                stored: true);

            migrationBuilder.CreateIndex(
                name: "ix_metric_resource_id",
                table: "metric",
                column: "resource_id");

            // The history knew no accounts: it goes to where the resource is monitored, else to the default credentials.
            migrationBuilder.Sql(
                """
                alter table provider_state_history drop constraint pk_provider_state_history;
                alter table provider_state_history add column resource_id uuid;
                update provider_state_history set resource_id = coalesce(
                    (select metric.resource_id from metric where metric.resource = provider_state_history.resource
                     order by metric.parameters -> 'metricSpec' ->> 'account' nulls first limit 1),
                    resource_id('', resource));
                alter table provider_state_history drop column resource, alter column resource_id set not null;
                """);

            migrationBuilder.AddPrimaryKey(
                name: "pk_provider_state_history",
                table: "provider_state_history",
                columns: new[] { "resource_id", "change_time" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("The texts that the history's resources had are gone.");
    }
}
