using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HtmIt.Storage.Schema.Migrations
{
    /// <inheritdoc />
    public partial class MetricDetails : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "unit",
                table: "metric",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "user_info",
                table: "metric",
                type: "jsonb",
                nullable: true);

            // What specs said about metrics is the metric's own from here on; its resource has always been.
            migrationBuilder.Sql(
                """
                update metric
                set unit = coalesce(parameters -> 'metricSpec' ->> 'unit', ''),
                    user_info = parameters -> 'metricSpec' -> 'userInfo',
                    parameters = parameters #- '{metricSpec,unit}' #- '{metricSpec,userInfo}' #- '{metricSpec,resource}'
                where datasource = 1 and parameters is not null;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "unit",
                table: "metric");

            migrationBuilder.DropColumn(
                name: "user_info",
                table: "metric");
        }
    }
}
