using Microsoft.Playwright;
using Spot = Pixeli.BrowserTests.Fingers.Spot;

namespace Pixeli.BrowserTests;

/// <summary>What fingers do with a photo on a phone.</summary>
public sealed class PhotosByTouch(Site site) : IClassFixture<Site>
{
    private static readonly Spot Middle = new(195, 420);
    private static readonly Spot Left = new(40, 430);
    private static readonly Spot Right = new(350, 420);

    [Fact]
    public async Task A_finger_turns_to_the_neighbour_and_pulls_the_photo_away()
    {
        var (page, path, ids) = await OpenAsync("Swiped", 2);
        var fingers = await Fingers.OnAsync(page);
        await fingers.SwipeAsync(Right, Left);
        await Assertions.Expect(page).ToHaveURLAsync($"{site.Address}/p/{ids[3]}");
        await fingers.SwipeAsync(Left, Right);
        await Assertions.Expect(page).ToHaveURLAsync($"{site.Address}/p/{ids[2]}");
        await fingers.SwipeAsync(Left, Right);
        await Assertions.Expect(page).ToHaveURLAsync($"{site.Address}/p/{ids[1]}");
        await fingers.SwipeAsync(new(195, 300), new(200, 620));
        await Assertions.Expect(page.Locator(".viewer")).ToHaveCountAsync(0);
        await Assertions.Expect(page).ToHaveURLAsync(site.Address + path);
        await Assertions.Expect(page.Locator($"#p-{ids[1]}")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Beyond_the_last_photo_the_finger_meets_resistance()
    {
        var (page, _, ids) = await OpenAsync("At the end", 4);
        var fingers = await Fingers.OnAsync(page);
        await fingers.SwipeAsync(Right, Left);
        await Assertions.Expect(page.Locator(".viewer .slide:not([inert])")).ToHaveCSSAsync("transform", "matrix(1, 0, 0, 1, 0, 0)");
        Assert.EndsWith($"/p/{ids[4]}", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_fingers_zoom_one_moves_the_picture_and_two_give_it_back()
    {
        var (page, _, ids) = await OpenAsync("Pinched", 1);
        var frame = page.Locator(".viewer .slide:not([inert]) .frame");
        var before = (await frame.BoundingBoxAsync())!;
        var fingers = await Fingers.OnAsync(page);
        await fingers.PinchAsync(Middle, 80, 200);
        await Assertions.Expect(page.Locator(".viewer .stage.zoomed")).ToBeVisibleAsync();
        var zoomed = (await frame.BoundingBoxAsync())!;
        Assert.InRange(zoomed.Width / before.Width, 2.3, 2.7);

        await fingers.SwipeAsync(Middle, new(120, 420));
        var moved = (await frame.BoundingBoxAsync())!;
        Assert.InRange(moved.X, zoomed.X - 150, zoomed.X - 30);
        Assert.EndsWith($"/p/{ids[1]}", page.Url, StringComparison.Ordinal);

        await fingers.PinchAsync(Middle, 240, 60);
        await Assertions.Expect(page.Locator(".viewer .stage.zoomed")).ToHaveCountAsync(0);
        Assert.Equal(before.Width, (await frame.BoundingBoxAsync())!.Width, 1.0);
    }

    [Fact]
    public async Task Two_taps_like_one_hides_the_tools_and_a_lift_shows_the_details()
    {
        var (page, _, _) = await OpenAsync("Tapped", 0);
        var fingers = await Fingers.OnAsync(page);
        var like = page.GetByRole(AriaRole.Button, new() { Name = "Like", Exact = true });
        await fingers.TapTwiceAsync(Middle);
        await Assertions.Expect(like).ToHaveAttributeAsync("aria-pressed", "true");
        await fingers.TapTwiceAsync(Middle); // whoever likes it twice still likes it
        await Assertions.Expect(like.Locator(".count")).ToHaveTextAsync("1");
        await page.ReloadAsync();
        await Assertions.Expect(like).ToHaveAttributeAsync("aria-pressed", "true");

        await fingers.TapAsync(Middle);
        await Assertions.Expect(like).ToBeHiddenAsync();
        await fingers.TapAsync(Middle);
        await Assertions.Expect(like).ToBeVisibleAsync();
        await fingers.SwipeAsync(new(195, 600), new(195, 420));
        await Assertions.Expect(page.Locator(".drawer[data-shown=info]")).ToBeVisibleAsync();
        await fingers.SwipeAsync(new(195, 345), new(195, 760));
        await Assertions.Expect(page.Locator(".drawer")).ToBeHiddenAsync();
    }

    private async Task<(IPage Page, string Path, IReadOnlyList<Guid> Ids)> OpenAsync(string title, int index)
    {
        var page = await site.AdministratorAsync(Device.Phone);
        var path = await page.CreateEventAsync(title);
        var ids = await site.SeedAsync(path, 5);
        await page.GotoAsync("about:blank");
        await page.GotoAsync(path);
        await page.Locator($"#p-{ids[index]}").ClickAsync();
        await Assertions.Expect(page.Locator(".viewer .caption strong")).Not.ToBeEmptyAsync();
        await Assertions.Expect(page.Locator(".viewer .slide:not([inert]) .preview")).ToBeVisibleAsync();
        return (page, path, ids);
    }
}
