import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// The pages of somebody who lives here, and the way between them.
Item {
    id: inside
    objectName: "inside"
    property string current: "home"
    readonly property bool narrow: width < 760
    // The pages by name. Those with words stand in the list at the side, in this order, below Home and the circles.
    readonly property var pages: [
        { name: "home", source: "Home.qml" },
        { name: "letters", source: "Letters.qml", text: qsTr("Letters"), symbol: "mail" },
        { name: "search", source: "Search.qml", text: qsTr("Search"), symbol: "search" },
        { name: "post", source: "PostPage.qml" },
        { name: "export", source: "Export.qml" },
        { name: "albums", source: "Albums.qml", text: qsTr("Albums"), symbol: "images" },
        { name: "storage", source: "Storage.qml" },
        { name: "arriving", source: "Arriving.qml" },
        { name: "another", source: "Welcome.qml" },
        { name: "people", source: "People.qml", text: qsTr("People"), symbol: "users" },
        { name: "doctor", source: "Doctor.qml" },
        { name: "settings", source: "Settings.qml" }
    ]
    // How it was asked for: whoever walks by keyboard sees on the new page where they are.
    property int how: Qt.OtherFocusReason
    function go(page) {
        const from = Window.activeFocusItem
        how = from && from.focusReason !== undefined ? from.focusReason : Qt.OtherFocusReason
        current = page
    }
    // Somebody who was found by name, on the page of a circle where they are.
    function meet(person, circles) {
        if (!circles.includes(people.circle)) people.choose(circles[0])
        go("people")
        page.item.seek(person, how)
    }
    Shortcut {
        sequences: [StandardKey.Find, "Ctrl+K"]
        onActivated: { inside.go("search"); searching.summon() }
    }
    // While there is no circle to be in, the way in is the first page; and it ends where it leads.
    function settle() {
        if (session.arriving && current === "home") current = "arriving"
        else if (current === "arriving" && arriving.count === 0) current = "home"
    }
    // To where a notification leads.
    function follow() { const page = leading.take(); if (page !== "") go(page) }
    // An invitation may have come before there were pages, as with the program's start or while the first was used.
    Component.onCompleted: { settle(); follow(); if (welcome.offered) go("another") }
    Connections {
        target: leading
        function onChanged() { inside.follow() }
    }
    Connections {
        target: session
        function onChanged() { inside.settle() }
    }
    Connections {
        target: welcome
        function onCalled() { inside.go("another") }
        function onDone() { inside.go(session.arriving ? "arriving" : "home") }
    }

    RowLayout {
        anchors.fill: parent
        spacing: 0
        ColumnLayout {
            Layout.fillHeight: true
            Layout.preferredWidth: inside.narrow ? 72 : Math.round(232 * Math.max(1, Math.min(1.3, theme.scale)))
            Layout.maximumWidth: inside.narrow ? 72 : Math.round(232 * Math.max(1, Math.min(1.3, theme.scale)))
            Layout.margins: 0
            spacing: 4
            Row {
                Layout.leftMargin: 24
                Layout.topMargin: 22
                Layout.bottomMargin: 14
                spacing: 8
                Image {
                    anchors.verticalCenter: parent.verticalCenter
                    source: "image://icon/leaf/" + ("" + theme.colours.accent).slice(-6)
                    sourceSize: Qt.size(24, 24)
                }
                Words { visible: !inside.narrow; text: "organic"; size: 22; lineHeight: 1; font.weight: Font.DemiBold; color: theme.colours.accent }
            }
            SideItem {
                Layout.fillWidth: true
                Layout.leftMargin: 12
                Layout.rightMargin: 12
                visible: !session.arriving
                text: qsTr("Home")
                symbol: "house"
                current: inside.current === "home" && home.circle === ""
                onClicked: { home.choose(""); inside.go("home") }
            }
            Repeater {
                model: session.circleList.filter(circle => circle.state !== "joining")
                SideItem {
                    required property var modelData
                    Layout.fillWidth: true
                    Layout.leftMargin: 12
                    Layout.rightMargin: 12
                    text: modelData.name
                    symbol: "leaf"
                    muted: modelData.muted
                    current: inside.current === "home" && home.circle === modelData.id
                    onClicked: { home.choose(modelData.id); inside.go("home") }
                }
            }
            SideItem {
                Layout.fillWidth: true
                Layout.leftMargin: 12
                Layout.rightMargin: 12
                visible: arriving.count > 0
                text: qsTr("On the way in")
                symbol: "clock"
                current: inside.current === "arriving"
                onClicked: inside.go("arriving")
            }
            SideItem {
                Layout.fillWidth: true
                Layout.leftMargin: 12
                Layout.rightMargin: 12
                text: qsTr("Another circle")
                symbol: "plus"
                current: inside.current === "another"
                onClicked: inside.go("another")
            }
            Repeater {
                model: inside.pages.filter(page => page.text !== undefined)
                SideItem {
                    required property var modelData
                    Layout.fillWidth: true
                    Layout.leftMargin: 12
                    Layout.rightMargin: 12
                    text: modelData.text
                    symbol: modelData.symbol
                    current: inside.current === modelData.name || modelData.name === "search" && inside.current === "post"
                    marked: modelData.name === "letters" && letters.unread
                    count: modelData.name === "people" ? invitations.waiting + session.votes : 0
                    onClicked: inside.go(modelData.name)
                }
            }
            Item { Layout.fillHeight: true }
            StatusCard {
                Layout.fillWidth: true
                Layout.margins: 12
                narrow: inside.narrow
                current: inside.current === "doctor"
                onClicked: inside.go("doctor")
            }
            SideItem {
                Layout.fillWidth: true
                Layout.leftMargin: 12
                Layout.rightMargin: 12
                Layout.bottomMargin: 4
                text: qsTr("Settings")
                symbol: "settings"
                current: ["settings", "storage", "export"].includes(inside.current)
                onClicked: inside.go("settings")
            }
            Row {
                Layout.leftMargin: 20
                Layout.bottomMargin: 18
                spacing: 10
                Face { objectName: "myFace"; person: session.person; letters: session.letters; extent: 36 }
                Words { visible: !inside.narrow; anchors.verticalCenter: parent.verticalCenter; text: session.name; size: 15; font.weight: Font.Medium }
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 0
            Said {
                Layout.margins: 12
                Layout.bottomMargin: 0
                text: waiting.comingBack ? qsTr("One moment: Organic starts again by itself. Nothing that you wrote is lost.") : ""
            }
            Loader {
                id: page
                Layout.fillWidth: true
                Layout.fillHeight: true
                source: inside.pages.find(page => page.name === inside.current).source
                onLoaded: if (item.another !== undefined) item.another.connect(() => inside.go("another"))
                Toasts { anchors.fill: parent; z: 1; foot: page.item && page.item.foot !== undefined ? page.item.foot : 0 }
            }
        }
    }
    // Whatever shows pictures and files opens these two.
    Viewer { id: viewer; objectName: "viewer" }
    SavePlace { id: saver; objectName: "saver" }
}
