import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts

// One picture, as large as the window: arrows lead to the next, the wheel and two fingers come nearer, Escape goes back.
Popup {
    id: viewer
    // What can be gone through: { post, number, picture, author, when, text, createdMs } of each picture.
    property var things: []
    property int at: 0
    readonly property var thing: things.length > at ? things[at] : null
    readonly property var picture: thing ? thing.picture : null
    property var opener: null
    readonly property bool rtl: Qt.application.layoutDirection === Qt.RightToLeft
    parent: Overlay.overlay
    width: parent ? parent.width : 0
    height: parent ? parent.height : 0
    modal: true
    focus: true
    padding: 0
    closePolicy: Popup.CloseOnEscape
    background: Rectangle { color: theme.colours.scrim }

    function of(post) {
        return post.pictures.map(p => ({ post: post.id, number: p.number, picture: p, author: post.author, when: post.when, text: post.text, createdMs: post.createdMs }))
    }
    function look(post, number) { show(of(post), post.pictures.findIndex(p => p.number === number)) }
    function show(which, first) {
        opener = parent && parent.Window.window ? parent.Window.window.activeFocusItem : null
        things = which
        at = Math.max(0, first)
        open()
        stage.begin()
        stage.forceActiveFocus()
    }
    function step(by) {
        const next = at + by
        if (next >= 0 && next < things.length) { at = next; stage.begin() }
    }
    onClosed: {
        photos.stop()
        things = []
        // When Qt has done what it does itself as a popup goes.
        const back = opener
        opener = null
        Qt.callLater(() => { if (back) back.forceActiveFocus(Qt.OtherFocusReason) })
    }

    contentItem: Item {
        id: stage
        focus: true
        property string key: ""
        property string trouble: ""
        property int coming: -1
        property bool here: false
        // 1 is the whole picture in the window.
        property real zoom: 1
        property real atX: 0
        property real atY: 0
        readonly property real dots: Screen.devicePixelRatio
        readonly property real wide: viewer.picture ? viewer.picture.width : 1
        readonly property real high: viewer.picture ? viewer.picture.height : 1
        readonly property real fit: Math.min(width / wide, height / high, 2 / dots)
        readonly property real one: 1 / dots / fit
        readonly property real most: Math.max(4, one * 2)
        readonly property bool larger: viewer.picture !== null && viewer.picture.original.size !== "" && (viewer.picture.original.here || photos.here(viewer.thing.post, viewer.thing.number, true))
        readonly property bool plays: viewer.thing !== null && photos.playing === viewer.thing.post + "-" + viewer.thing.number
        Accessible.role: Accessible.Pane
        Accessible.name: qsTr("Picture viewer")

        function begin() { photos.stop(); zoom = 1; settle(); look() }
        function look() {
            if (!viewer.thing || width < 1) return
            const post = viewer.thing.post, number = viewer.thing.number
            trouble = photos.trouble(post, number)
            coming = photos.coming(post, number, false)
            here = viewer.picture.here || photos.here(post, number, false)
            const side = Math.ceil(Math.max(wide, high) * fit * zoom * dots)
            const all = larger && side > Math.max(wide, high)
            const whole = here && trouble === "" ? photos.show(post, number, all ? side : Math.min(side, Math.max(wide, high)), all) : ""
            key = trouble !== "" ? "" : whole !== "" ? whole : photos.any(post, number) || (!here && viewer.picture.preview !== "" ? photos.preview(viewer.picture.preview) : "")
        }
        function settle() {
            // What is smaller than the window stands in its middle; what is larger leaves no gap at an edge.
            const w = wide * fit * zoom, h = high * fit * zoom
            atX = w <= width ? (width - w) / 2 : Math.min(0, Math.max(width - w, atX))
            atY = h <= height ? (height - h) / 2 : Math.min(0, Math.max(height - h, atY))
        }
        function nearer(factor, x, y) {
            const next = Math.min(most, Math.max(1, zoom * factor))
            // What is under the pointer stays there.
            atX = x - (x - atX) * next / zoom
            atY = y - (y - atY) * next / zoom
            zoom = next
            settle()
            look()
        }
        function middle(factor) { nearer(factor, width / 2, height / 2) }
        function toggle(x, y) { if (zoom > 1.01) nearer(1 / zoom, x, y); else nearer(Math.max(2, one), x, y) }
        function play() { if (plays) photos.stop(); else photos.play(viewer.thing.post, viewer.thing.number, Math.ceil(Math.max(wide, high) * fit * dots)) }
        function save(original) {
            const format = original ? viewer.picture.original.format : viewer.picture.format
            saver.ask(viewer.thing.post, viewer.thing.number, original, photos.name_for(viewer.thing.createdMs, viewer.thing.number, format, original))
        }
        onWidthChanged: { settle(); look() }
        onHeightChanged: { settle(); look() }
        Keys.onPressed: event => {
            const pan = 80
            event.accepted = true
            switch (event.key) {
            case Qt.Key_Left: if (zoom > 1) { atX += pan; settle() } else viewer.step(viewer.rtl ? 1 : -1); break
            case Qt.Key_Right: if (zoom > 1) { atX -= pan; settle() } else viewer.step(viewer.rtl ? -1 : 1); break
            case Qt.Key_Up: atY += pan; settle(); break
            case Qt.Key_Down: atY -= pan; settle(); break
            case Qt.Key_PageUp: viewer.step(-1); break
            case Qt.Key_PageDown: viewer.step(1); break
            case Qt.Key_Home: viewer.step(-viewer.at); break
            case Qt.Key_End: viewer.step(viewer.things.length - 1 - viewer.at); break
            case Qt.Key_Plus: case Qt.Key_Equal: middle(1.4); break
            case Qt.Key_Minus: middle(1 / 1.4); break
            case Qt.Key_0: middle(1 / zoom); break
            case Qt.Key_1: middle(one / zoom); break
            case Qt.Key_Space: if (viewer.picture && viewer.picture.moves) play(); break
            default: event.accepted = false
            }
            if (event.matches(StandardKey.Save) && here) { save(false); event.accepted = true }
        }

        Image {
            id: shown
            x: stage.atX
            y: stage.atY
            width: stage.wide * stage.fit * stage.zoom
            height: stage.high * stage.fit * stage.zoom
            cache: false
            smooth: stage.zoom * stage.fit * stage.dots < 3
            source: stage.plays && photos.frame > 0 ? "image://pixels/film/" + photos.frame : stage.key === "" ? "" : "image://pixels/" + stage.key
            Accessible.role: Accessible.Graphic
            Accessible.name: viewer.thing ? qsTr("Picture %1 of %2, by %3").arg(viewer.at + 1).arg(viewer.things.length).arg(viewer.thing.author) + (said.text ? ". " + said.text : "") : ""
        }
        Connections {
            target: photos
            enabled: viewer.thing !== null
            function onCame(post, number) { if (viewer.thing && post === viewer.thing.post && number === viewer.thing.number) stage.look() }
            function onDrawn(key) { if (viewer.picture && key === viewer.picture.preview) stage.look() }
        }
        WheelHandler {
            acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
            orientation: Qt.Vertical
            onWheel: event => stage.nearer(Math.pow(1.0015, event.angleDelta.y), event.x, event.y)
        }
        WheelHandler {
            id: sideways
            property real gone: 0
            acceptedDevices: PointerDevice.Mouse | PointerDevice.TouchPad
            orientation: Qt.Horizontal
            onWheel: event => {
                if (stage.zoom > 1) { stage.atX += event.angleDelta.x / 2; stage.settle(); return }
                gone += event.angleDelta.x
                if (Math.abs(gone) >= 240) { viewer.step((gone > 0) === viewer.rtl ? 1 : -1); gone = 0 }
            }
        }
        PinchHandler {
            target: null
            property real before: 1
            onActiveChanged: before = 1
            onActiveScaleChanged: { stage.nearer(activeScale / before, centroid.position.x, centroid.position.y); before = activeScale }
        }
        DragHandler {
            id: drag
            target: null
            property real fromLeft: 0
            property real fromTop: 0
            onActiveChanged: {
                if (active) { fromLeft = stage.atX; fromTop = stage.atY; return }
                // A swipe: over the whole picture, dragging leads to the next one.
                if (stage.zoom <= 1.01 && Math.abs(activeTranslation.x) > 80) viewer.step((activeTranslation.x < 0) === viewer.rtl ? -1 : 1)
                stage.settle()
            }
            onActiveTranslationChanged: {
                if (!active) return
                stage.atX = fromLeft + activeTranslation.x
                if (stage.zoom > 1.01) { stage.atY = fromTop + activeTranslation.y; stage.settle() }
            }
        }
        TapHandler { onDoubleTapped: (point, button) => stage.toggle(point.position.x, point.position.y) }

        Rectangle {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            height: 96
            gradient: Gradient {
                GradientStop { position: 0; color: "#b3000000" }
                GradientStop { position: 1; color: "#00000000" }
            }
        }
        Rectangle {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            height: foot.height + 56
            gradient: Gradient {
                GradientStop { position: 0; color: "#00000000" }
                GradientStop { position: 1; color: "#cc000000" }
            }
        }
        Words {
            anchors.left: parent.left
            anchors.leftMargin: 24
            anchors.right: tools.left
            anchors.rightMargin: 12
            anchors.verticalCenter: tools.verticalCenter
            visible: viewer.things.length > 1
            horizontalAlignment: Text.AlignLeft
            text: qsTr("%1 of %2").arg(viewer.at + 1).arg(viewer.things.length)
            size: 15
            lineHeight: 1
            wrapMode: Text.NoWrap
            color: "#ffffff"
        }
        Row {
            id: tools
            anchors.right: parent.right
            anchors.rightMargin: 16
            anchors.top: parent.top
            anchors.topMargin: 14
            spacing: 4
            IconButton { visible: viewer.picture !== null && viewer.picture.moves && stage.here; extent: 44; symbol: stage.plays ? "pause" : "play"; text: stage.plays ? qsTr("Let it stand still") : qsTr("Let it move"); ink: "#ffffff"; onClicked: stage.play() }
            IconButton { extent: 44; symbol: "zoom-out"; text: qsTr("Smaller"); ink: "#ffffff"; enabled: stage.zoom > 1; opacity: enabled ? 1 : 0.45; onClicked: stage.middle(1 / 1.4) }
            IconButton { extent: 44; symbol: stage.zoom > 1.01 ? "minimize" : "maximize"; text: stage.zoom > 1.01 ? qsTr("The whole picture") : qsTr("In its own size"); ink: "#ffffff"; onClicked: stage.zoom > 1.01 ? stage.middle(1 / stage.zoom) : stage.middle(Math.max(1.4, stage.one)) }
            IconButton { extent: 44; symbol: "zoom-in"; text: qsTr("Larger"); ink: "#ffffff"; enabled: stage.zoom < stage.most; opacity: enabled ? 1 : 0.45; onClicked: stage.middle(1.4) }
            IconButton { visible: stage.here; extent: 44; symbol: "download"; text: qsTr("Save this picture"); ink: "#ffffff"; onClicked: stage.larger ? kinds.open() : stage.save(false); Choices { id: kinds; onChosen: original => stage.save(original) } }
            IconButton { extent: 44; symbol: "x"; text: qsTr("Close"); ink: "#ffffff"; onClicked: viewer.close() }
        }
        ColumnLayout {
            id: foot
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 24
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width - 48, 760)
            spacing: 6
            Words {
                id: said
                Layout.alignment: Qt.AlignHCenter
                Layout.maximumWidth: parent.width
                visible: text !== ""
                text: !viewer.picture ? "" : stage.trouble !== "" ? stage.trouble : stage.here ? "" : stage.coming > 0 ? qsTr("%1 % is here.").arg(stage.coming) : stage.coming === 0 ? qsTr("It comes as soon as it can be reached.") : viewer.picture.where
                padding: 12
                size: 15
                horizontalAlignment: Text.AlignHCenter
                background: Rectangle { radius: 14; color: "#cc14130f" }
                color: "#ffffff"
            }
            MainButton {
                Layout.alignment: Qt.AlignHCenter
                visible: viewer.picture !== null && !stage.here && stage.coming < 0 && viewer.picture.state === "elsewhere"
                text: qsTr("Fetch it")
                symbol: "download"
                onClicked: photos.fetch(viewer.thing.post, viewer.thing.number, false)
            }
            MainButton {
                Layout.alignment: Qt.AlignHCenter
                visible: viewer.picture !== null && stage.here && viewer.picture.original.size !== "" && !stage.larger && stage.zoom > 1.2 && photos.coming(viewer.thing.post, viewer.thing.number, true) < 0
                text: viewer.picture ? qsTr("Fetch it in full size (%1)").arg(viewer.picture.original.size) : ""
                symbol: "download"
                onClicked: photos.fetch(viewer.thing.post, viewer.thing.number, true)
            }
            Words {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignHCenter
                text: viewer.thing ? viewer.thing.author + "  ·  " + viewer.thing.when : ""
                size: 14
                lineHeight: 1
                color: "#d8d5cf"
            }
            Words {
                Layout.fillWidth: true
                visible: text !== ""
                horizontalAlignment: Text.AlignHCenter
                text: viewer.thing ? viewer.thing.text : ""
                size: 16
                maximumLineCount: 3
                elide: Text.ElideRight
                color: "#ffffff"
            }
        }
        Toast {
            anchors.bottom: foot.top
            anchors.bottomMargin: 12
            text: viewer.opened ? photos.message : ""
            onAway: photos.hush()
        }
        IconButton { anchors.left: parent.left; anchors.leftMargin: 16; anchors.verticalCenter: parent.verticalCenter; extent: 56; symbol: viewer.rtl ? "chevron-right" : "chevron-left"; text: qsTr("The picture before"); ink: "#ffffff"; plate: "#66000000"; visible: viewer.at > 0; onClicked: viewer.step(-1) }
        IconButton { anchors.right: parent.right; anchors.rightMargin: 16; anchors.verticalCenter: parent.verticalCenter; extent: 56; symbol: viewer.rtl ? "chevron-left" : "chevron-right"; text: qsTr("The next picture"); ink: "#ffffff"; plate: "#66000000"; visible: viewer.at < viewer.things.length - 1; onClicked: viewer.step(1) }
    }
}
