using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HtmIt.Storage.Migrations
{
    /// <inheritdoc />
    public partial class HeadStatus : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<short>(
                name: "status",
                table: "metric_head",
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.Sql("update metric_head h set status = m.status from metric m where m.number = h.metric_number and m.status <> 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "status",
                table: "metric_head");
        }
    }
}
