using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HtmIt.Storage.Schema.Migrations
{
    /// <inheritdoc />
    public partial class Keys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_metric_custom_name",
                table: "metric");

            // As MetricIdentity makes it: nobody has labels yet. The index on it stays, and is unique.
            migrationBuilder.Sql(
                """
                alter table metric alter column identity type bytea using sha256(
                    int2send(datasource)
                    || int4send(octet_length(convert_to(coalesce(identity, name), 'UTF8')))
                    || convert_to(coalesce(identity, name), 'UTF8'));
                alter table metric alter column identity set not null;
                """);

            migrationBuilder.AddColumn<string>(
                name: "labels",
                table: "metric",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'{}'::jsonb");

            migrationBuilder.CreateIndex(
                name: "ix_metric_custom_name",
                table: "metric",
                column: "name",
                filter: "datasource = 1");

            migrationBuilder.CreateIndex(
                name: "ix_metric_labels",
                table: "metric",
                column: "labels")
                .Annotation("Npgsql:IndexMethod", "gin");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("The texts that identities were made from are gone.");
    }
}
