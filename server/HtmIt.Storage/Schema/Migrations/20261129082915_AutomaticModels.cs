using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HtmIt.Storage.Schema.Migrations
{
    /// <inheritdoc />
    public partial class AutomaticModels : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "automatic",
                table: "metric",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "ix_metric_automatic",
                table: "metric",
                columns: new[] { "status", "number" },
                filter: "automatic");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_metric_automatic",
                table: "metric");

            migrationBuilder.DropColumn(
                name: "automatic",
                table: "metric");
        }
    }
}
