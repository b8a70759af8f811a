using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HtmIt.Storage.Schema.Migrations
{
    /// <inheritdoc />
    public partial class CollectErrors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "collector_error_deadline",
                table: "metric",
                newName: "collector_error_since");
            // What stood there was three hours later, unless the settings said otherwise.
            migrationBuilder.Sql("update metric set collector_error_since = collector_error_since - interval '3 hours' where collector_error_since is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.RenameColumn(
                name: "collector_error_since",
                table: "metric",
                newName: "collector_error_deadline");
        }
    }
}
